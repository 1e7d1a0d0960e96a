using Trivium.Express;

namespace Trivium.Ingestion;

/// <summary>The typed names of the orchestration and activity that remove a generation out of sight.</summary>
internal static class Purge
{
    public static readonly Orchestration<PurgeRequest, long> Run = new("purge");

    public static readonly Activity<PurgeRequest, PurgeProgress> Slice = new("purge-slice");
}

/// <summary>The generation to remove.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Generation">Its generation.</param>
/// <param name="Waited">
/// True where nobody can be reading or writing it any more: an earlier run of the purge has waited.
/// </param>
internal sealed record PurgeRequest(string Tenant, string DocumentId, long Generation, bool Waited = false);

/// <summary>How far a purge has come.</summary>
/// <param name="Deleted">Items deleted by this call.</param>
/// <param name="Done">Nothing is left, and the generation is forgotten.</param>
internal sealed record PurgeProgress(int Deleted, bool Done);
