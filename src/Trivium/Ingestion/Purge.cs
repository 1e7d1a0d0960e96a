using Trivium.Express;

namespace Trivium.Ingestion;

/// <summary>The typed names of the orchestration and activity that remove a generation out of sight.</summary>
internal static class Purge
{
    public static readonly Orchestration<PurgeRequest, long> Run = new("purge");

    public static readonly Activity<PurgeRequest, PurgeProgress> Slice = new("purge-slice");
}

/// <summary>The generation to remove.</summary>
internal sealed record PurgeRequest(string Tenant, string DocumentId, long Generation);

/// <summary>How far a purge has come.</summary>
/// <param name="Deleted">Items deleted by this call.</param>
/// <param name="Done">Nothing is left, and the generation is forgotten.</param>
internal sealed record PurgeProgress(int Deleted, bool Done);
