using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Trivium.Express.Functions;

/// <summary>
/// The methods that functions name as their entry points. They are never called: the Functions host wants to see a
/// method, and the worker reads from its parameters how inputs are bound.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FunctionEntryPoints
{
    internal const string FallbackName = "z__fallback";
    internal const string FallbackRoute = "{*path}";

    /// <summary>Of every route.</summary>
    /// <param name="client">The durable client.</param>
    public static void Http([DurableClient] DurableTaskClient client) => NeverCalled(client);

    /// <summary>Of every timer.</summary>
    /// <param name="client">The durable client.</param>
    public static void Timer([DurableClient] DurableTaskClient client) => NeverCalled(client);

    /// <summary>Of every activity.</summary>
    /// <param name="client">The durable client.</param>
    public static void Activity([DurableClient] DurableTaskClient client) => NeverCalled(client);

    /// <summary>
    /// Of the function for requests that no route takes, and for the routes that cannot be functions: the empty one
    /// and those that are nothing but a catch-all. It is an attributed function so that the worker's Sdk sees that
    /// the app uses Durable Functions, and brings its host extension in the version that fits. Its name sorts last:
    /// the host tries functions in the order of their names.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The durable client.</param>
    [Function(FallbackName)]
    public static void Fallback(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = FallbackRoute)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => NeverCalled(client, request);

    internal static string Of(string method) => $"{typeof(FunctionEntryPoints).FullName}.{method}";

    private static void NeverCalled(params object[] arguments) =>
        throw new NotSupportedException($"An entry point, which is only a name, was called ({arguments.Length} arguments).");
}
