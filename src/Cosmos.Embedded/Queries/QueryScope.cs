using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Queries;

/// <summary>
/// Which partition keys a query or feed is limited to: a full key or the first levels of one in the header, or a range
/// of effective partition keys, which is what some clients make of the latter.
/// </summary>
internal static class QueryScope
{
    // Three levels of 32 hexadecimal digits, and the FF that ends a prefix.
    private const int EpkCharactersMax = 98;

    /// <exception cref="RequestFailure">400 when a header is not well-formed.</exception>
    public static PartitionScope Of(CosmosRequest request, ContainerState container)
    {
        if (request.Header(HeaderNames.PartitionKey) is { } header)
        {
            var key = container.Definition.PartitionKey;
            var parts = key.ParseHeader(header);
            if (parts.Length == 0)
                return PartitionScope.All;
            // An item without any level is written as one empty object, whatever the number of levels.
            return parts.Length < key.Paths.Count && parts[0].Kind != System.Text.Json.JsonValueKind.Undefined
                ? PartitionScope.Below(key.Epk(parts))
                : PartitionScope.Below(key.FullEpk(header));
        }
        if (request.Header(HeaderNames.StartEpk) is not { } start || request.Header(HeaderNames.EndEpk) is not { } end)
            return PartitionScope.All;
        return new PartitionScope(Checked(start), Checked(end));
    }

    private static string Checked(string epk) =>
        epk.Length <= EpkCharactersMax && epk.All(char.IsAsciiHexDigit)
            ? epk.ToUpperInvariant()
            : throw RequestFailure.BadRequest(
                $"The effective partition key '{epk}' is not hexadecimal of at most {EpkCharactersMax} digits.");
}
