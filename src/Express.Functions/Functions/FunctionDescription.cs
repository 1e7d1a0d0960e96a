namespace Trivium.Express.Functions;

/// <summary>A function as the Functions host is told of it.</summary>
/// <param name="Name">Its name: a letter, then letters, digits, <c>-</c> or <c>_</c>; at most 128 characters.</param>
/// <param name="EntryPoint">The entry point, with its namespace and type.</param>
/// <param name="Bindings">Its bindings, each as JSON.</param>
/// <param name="AuthLevel">The key the host asks for; of no meaning where HTTP does not trigger it.</param>
internal sealed record FunctionDescription(
    string Name, string EntryPoint, IReadOnlyList<string> Bindings, AuthLevel AuthLevel = AuthLevel.Anonymous);
