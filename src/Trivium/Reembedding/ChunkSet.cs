using System.Text.Json.Serialization;
using Trivium.Storage;

namespace Trivium.Reembedding;

/// <summary>
/// A tenant's chunks under one embedder, in the chunks container of that embedder. Each filling of a container is another
/// set: what belonged to an earlier one that was emptied is never taken for part of a later one.
/// </summary>
/// <param name="Run">From 0 within the tenant, never given twice: which documents are in the set is said by this number.</param>
/// <param name="Fingerprint">The embedder's fingerprint, in the container's name.</param>
/// <param name="Model">Provider and model; null where a release before there were sets made it.</param>
/// <param name="Dimensions">The length of its vectors; null where a release before there were sets made it.</param>
internal sealed record ChunkSet(long Run, string Fingerprint, string? Model, int? Dimensions)
{
    /// <summary>
    /// Some of its chunks have no vector, because whoever wrote them did not have its embedder: it can be asked by words only.
    /// </summary>
    public bool HasGaps { get; init; }

    /// <summary>How people call it.</summary>
    [JsonIgnore]
    public string Name => Model is null ? Fingerprint : $"{Model} ({Dimensions} dimensions)";

    public static ChunkSet Of(EmbedderIdentity embedder, long run) =>
        new(run, embedder.Fingerprint, embedder.Model, embedder.Dimensions);
}
