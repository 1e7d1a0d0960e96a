using Trivium.Express;
using Trivium.Ingestion.Steps;

namespace Trivium.Reembedding;

/// <summary>The typed names of the orchestration and activities that bring a tenant's chunks to another embedder.</summary>
internal static class Reembed
{
    public static readonly Orchestration<ReembedRequest, string> Run = new("reembed");

    public static readonly Activity<string, ReembedPlan> Look = new("reembed-look");

    public static readonly Activity<FillRequest, FillOutcome> Fill = new("reembed-fill");

    public static readonly Activity<SwitchRequest, SwitchOutcome> Switch = new("reembed-switch");

    public static readonly Activity<ClearRequest, ClearProgress> Clear = new("reembed-clear");
}

/// <summary>A re-embedding, or where it goes on with a new history.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Spent">What was spent on the set before.</param>
internal sealed record ReembedRequest(string Tenant, FillSum? Spent = null);

/// <summary>What was spent on one set, by calls that ended.</summary>
/// <param name="Run">The set.</param>
/// <param name="Documents">Documents that are in it now.</param>
/// <param name="Chunks">Chunks embedded.</param>
/// <param name="Usage">What it used.</param>
/// <param name="Failed">Documents that cannot be embedded: they are not tried again by this orchestration.</param>
internal sealed record FillSum(long Run, int Documents, long Chunks, StepUsage Usage, IReadOnlyList<FillFault> Failed)
{
    public static FillSum Of(long run) => new(run, 0, 0, new(0, 0, 0, 0), []);

    public FillSum Plus(FillOutcome outcome) => new(
        Run,
        Documents + outcome.Documents,
        Chunks + outcome.Chunks,
        Usage.Plus(outcome.Usage),
        [.. Failed, .. outcome.Failed]);

    public FillSum Plus(FillFault fault) => this with { Failed = [.. Failed, fault] };
}

/// <summary>What cannot be embedded, and why.</summary>
/// <param name="DocumentId">The document; null: none of them can.</param>
/// <param name="Message">What was wrong.</param>
public sealed record FillFault(string? DocumentId, string Message);

/// <summary>What is to be done in a tenant.</summary>
/// <param name="Fill">The set to fill; null: none.</param>
/// <param name="Clear">The sets to empty.</param>
/// <param name="Spent">What earlier orchestrations spent on the set.</param>
internal sealed record ReembedPlan(long? Fill, IReadOnlyList<long> Clear, FillSum? Spent = null);

/// <summary>One page of documents to embed into a set.</summary>
internal sealed record FillRequest(string Tenant, long Run, IReadOnlyList<string> Skip);

/// <summary>What a page came to.</summary>
/// <param name="Wanted">False: the set is not to be filled any more.</param>
/// <param name="Left">True where there may be more to embed.</param>
/// <param name="Documents">Documents that are in the set now.</param>
/// <param name="Chunks">Chunks embedded.</param>
/// <param name="Usage">What it used.</param>
/// <param name="Failed">Documents that cannot be embedded.</param>
internal sealed record FillOutcome(
    bool Wanted, bool Left, int Documents, long Chunks, StepUsage Usage, IReadOnlyList<FillFault> Failed);

/// <summary>A set that was found to be filled.</summary>
internal sealed record SwitchRequest(string Tenant, FillSum Sum);

/// <summary>What came of a switch.</summary>
internal enum SwitchOutcome
{
    /// <summary>The set answers.</summary>
    Switched,

    /// <summary>Documents came that are not in it.</summary>
    Lacking,

    /// <summary>Ingestions are under way that do not write to it.</summary>
    Waiting,

    /// <summary>Documents cannot be embedded: the old set goes on answering.</summary>
    Failed,

    /// <summary>It is not to answer any more.</summary>
    Unwanted,
}

/// <summary>A set to empty.</summary>
internal sealed record ClearRequest(string Tenant, long Run);

/// <summary>How far the emptying has come.</summary>
internal sealed record ClearProgress(int Deleted, bool Done);
