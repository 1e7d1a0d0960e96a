using System.Globalization;
using System.Text.Json;
using Trivium.Documents;
using Trivium.Errors;
using Trivium.Ingestion;
using Trivium.Storage;

namespace Trivium.Visibility.Operations;

/// <summary>Accepts a stored source as the next version of a document, unless it says nothing new.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Source">Its source; the parts are stored and owned by a <see cref="SourceMarker"/>.</param>
/// <param name="Pipeline">The pipeline version it would be ingested with.</param>
/// <param name="DescriptionHash">What the caller said of it, hashed.</param>
/// <param name="Precondition">What must be current.</param>
internal sealed record AcceptWrite(
    string DocumentId, SourceDescription Source, string Pipeline, string DescriptionHash, Precondition Precondition)
    : CatalogOperation<Acceptance>
{
    public override IEnumerable<string> Reads => [HeadItem.IdOf(DocumentId), SourceMarker.IdOf(Source.SourceId)];

    public override Acceptance Apply(CatalogState state)
    {
        HeadItem? head = state.Head(DocumentId);

        // An earlier attempt was stored and its answer lost.
        if (head?.Pending is { } mine && mine.Source?.SourceId == Source.SourceId)
            return new(IngestionIds.IngestionOf(mine.InstanceId), false, false);

        Precondition.Check(DocumentId, head);
        if (Unchanged(head) is { } unchanged) return unchanged;
        if (state.Marker(Source.SourceId) is null or { Dying: true })
            throw new TriviumException(
                ErrorCode.Unavailable, "The upload was given up before it ended, or another write took its place. Send it again.");

        if (head?.Pending is { Generation: null, Source.SourceId: { } superseded })
            state.Put(SourceMarker.OfSuperseded(state.Tenant, DocumentId, superseded, state.Now));

        long accepted = Math.Max(head?.Accepted ?? 0, state.Control.AcceptedFloor) + 1;
        string instanceId = IngestionIds.Ingestion(state.Tenant, DocumentId, accepted);
        HeadItem raised = Raise(state, head, accepted, instanceId);
        CheckSize(raised);
        state.Put(raised);
        state.Remove(SourceMarker.IdOf(Source.SourceId));
        return new(instanceId, false, false);
    }

    private Acceptance? Unchanged(HeadItem? head) => head switch
    {
        { Pending: { Kind: AcceptedKind.Write, Source: { } source } pending }
            when IsSame(source.Sha256, pending.DescriptionHash, pending.Pipeline) =>
            new(IngestionIds.IngestionOf(pending.InstanceId), true, false),
        { Pending: null, Current: { } current }
            when IsSame(current.Sha256, current.DescriptionHash, current.Pipeline) =>
            new(IngestionIds.Ingestion(head.Tenant, DocumentId, current.Accepted), true, true),
        _ => null,
    };

    private bool IsSame(string sha256, string? descriptionHash, string? pipeline) =>
        sha256 == Source.Sha256 && descriptionHash == DescriptionHash && pipeline == Pipeline;

    private HeadItem Raise(CatalogState state, HeadItem? head, long accepted, string instanceId) => new()
    {
        Id = HeadItem.IdOf(DocumentId),
        Tenant = state.Tenant,
        DocumentId = DocumentId,
        Accepted = accepted,
        CreatedAt = head is null or { Deleted: true } ? state.Now : head.CreatedAt,
        Current = head?.Current,
        ETag = head?.ETag,
        Pending = new()
        {
            Kind = AcceptedKind.Write,
            InstanceId = instanceId,
            AcceptedAt = state.Now,
            Source = Source,
            Pipeline = Pipeline,
            DescriptionHash = DescriptionHash,
        },
    };

    private static void CheckSize(HeadItem head)
    {
        int size = JsonSerializer.SerializeToUtf8Bytes(head, CosmosJson.Options).Length;
        if (size <= HeadItem.SizeBytesMax) return;

        throw new TriviumException(
            ErrorCode.TooLarge,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Title, source, content type and metadata come to {size} bytes with what is kept beside them; ")
            + $"at most {HeadItem.SizeBytesMax} are possible. Shorten the metadata.");
    }
}

/// <summary>What came of a request to write or delete.</summary>
/// <param name="InstanceId">The ingestion that does it.</param>
/// <param name="Unchanged">It was asked for before: nothing new was accepted.</param>
/// <param name="Committed">It is done already.</param>
internal sealed record Acceptance(string InstanceId, bool Unchanged, bool Committed);
