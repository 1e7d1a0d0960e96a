namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>A request of the Cosmos DB REST protocol, free of the transport that carried it.</summary>
/// <param name="Method">The HTTP method in upper case.</param>
/// <param name="Path">The path as sent, percent-encoded, without query string.</param>
/// <param name="Endpoint">Scheme and authority the client reached the account at, for its region list.</param>
/// <param name="Header">Returns a header's value, or null; names are compared without case.</param>
/// <param name="Body">The request body; empty when there is none.</param>
internal sealed record CosmosRequest(
    string Method, string Path, string Endpoint, Func<string, string?> Header, ReadOnlyMemory<byte> Body)
{
    public bool IsTrue(string header) => string.Equals(Header(header), "true", StringComparison.OrdinalIgnoreCase);
}
