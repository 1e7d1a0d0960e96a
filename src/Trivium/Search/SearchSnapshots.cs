using System.Text.Json;
using Trivium.Errors;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Search;

/// <summary>What a search sees: what there is now, or what an earlier page of the same search saw.</summary>
internal sealed class SearchSnapshots(SnapshotReader snapshots, ContinuationTokens tokens)
{
    private const string Purpose = "search";

    /// <summary>The snapshot an earlier page gave out; null for a first page.</summary>
    /// <exception cref="TriviumException">
    /// <c>invalid</c>: not one of this search; <c>expired</c>: it has lived its time.
    /// </exception>
    public async Task<ReadScope?> ResumeAsync(string tenant, SearchRequest request, CancellationToken cancellationToken)
    {
        if (request.Snapshot is null) return null;

        Continuation page = await tokens.UnprotectAsync(
            request.Snapshot, Purpose, tenant, HashOf(request), cancellationToken, field: "snapshot");
        return snapshots.Resume(page.Snapshot!);
    }

    /// <summary>What there is now.</summary>
    public Task<ReadScope> TakeAsync(string tenant, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        snapshots.OpenAsync(tenant, meter, cancellationToken);

    /// <summary>The token for other pages of the search.</summary>
    public async Task<string> TokenAsync(
        string tenant, SearchRequest request, ReadScope scope, CancellationToken cancellationToken) =>
        request.Snapshot ?? await tokens.ProtectAsync(
            new(Purpose, tenant, HashOf(request), scope.Snapshot, ""), cancellationToken);

    // Everything that makes the ranking what it is; which part of it is returned, and with what, is another matter.
    private static string HashOf(SearchRequest request) => ContinuationTokens.HashOf(JsonSerializer.Serialize(
        request with { Skip = 0, Top = 1, Context = 0, Snapshot = null }, JsonSerializerOptions.Web));
}
