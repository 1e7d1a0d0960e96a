using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>The rules for names of databases and containers.</summary>
internal static class ResourceName
{
    /// <summary>The service's limit.</summary>
    public const int CharactersMax = 255;

    /// <exception cref="RequestFailure">400 saying what the name may not have.</exception>
    public static void Check(string name)
    {
        if (name.Length is 0 or > CharactersMax)
            throw RequestFailure.BadRequest($"The id has {name.Length} characters; it takes 1 to {CharactersMax}.");
        if (name.AsSpan().IndexOfAny("/\\?#") >= 0 || name[^1] == ' ')
            throw RequestFailure.BadRequest($"The id '{name}' may not contain / \\ ? # nor end with a space.");
    }
}
