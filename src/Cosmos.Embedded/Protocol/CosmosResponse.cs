namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>An answer of the Cosmos DB REST protocol, free of the transport that carries it.</summary>
internal sealed class CosmosResponse(int status, ReadOnlyMemory<byte> body = default)
{
    private readonly List<KeyValuePair<string, string>> _headers = new(8);

    public int Status { get; } = status;

    public ReadOnlyMemory<byte> Body { get; } = body;

    public string ContentType { get; init; } = "application/json";

    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    public CosmosResponse With(string name, string value)
    {
        _headers.Add(new(name, value));
        return this;
    }
}
