using System.Collections.Concurrent;

namespace Trivium.Tests.Keys.CrossTenant;

/// <summary>
/// Notes which partitions the app asks the account about: by key, by the hash of a key's prefix, or at large.
/// </summary>
internal sealed class PartitionRecorder : DelegatingHandler
{
    /// <summary>What the scope of a tenant as a whole begins with.</summary>
    public const string HashPrefix = "hash ";

    /// <summary>32 hexadecimal digits: the hash of the first part of a hierarchical key.</summary>
    private const int HashLength = 32;

    private readonly ConcurrentDictionary<string, string> _seen = new();

    /// <summary>Each scope, with a request that had it.</summary>
    public IReadOnlyDictionary<string, string> Seen => _seen;

    public void Forget() => _seen.Clear();

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.AbsolutePath;

        // The plan of a query is made of its text alone.
        bool isPlan = Header(request, "x-ms-cosmos-is-query-plan-request") is not null;
        if (path.Contains("/docs", StringComparison.Ordinal) && !isPlan)
            _seen.TryAdd(ScopeOf(request), $"{request.Method} {path}");
        return base.SendAsync(request, cancellationToken);
    }

    private static string ScopeOf(HttpRequestMessage request)
    {
        if (Header(request, "x-ms-documentdb-partitionkey") is { } key)
            return key.Split(',')[0].TrimEnd(']') + (key.Contains(',', StringComparison.Ordinal) ? ",…]" : "]");

        string? start = Header(request, "x-ms-start-epk");
        string? end = Header(request, "x-ms-end-epk");
        return start?.Length >= HashLength && end?.Length >= HashLength && start[..HashLength] == end[..HashLength]
            ? $"{HashPrefix}{start[..HashLength]}"
            : $"all partitions: {request.Method} {request.RequestUri!.AbsolutePath} ({start} to {end})";
    }

    private static string? Header(HttpRequestMessage request, string name) =>
        request.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.First() : null;
}
