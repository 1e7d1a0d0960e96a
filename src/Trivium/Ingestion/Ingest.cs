using Trivium.Express;
using Trivium.Ingestion.Steps;
using Trivium.Visibility.Operations;

namespace Trivium.Ingestion;

/// <summary>The typed names of the orchestrations and activities of ingestion.</summary>
internal static class Ingest
{
    public static readonly Orchestration<IngestRequest, string> Run = new("ingest");

    public static readonly Activity<IngestRequest, StepResult<BegunIngestion>> Begin = new("begin");

    public static readonly Activity<WriteRequest, StepResult<ParsedPlan>> Parse = new("parse");

    public static readonly Activity<SliceRequest, StepResult<SliceOutcome>> Embed = new("embed");

    public static readonly Activity<SliceRequest, StepResult<SliceOutcome>> Project = new("project");

    public static readonly Activity<WriteRequest, StepResult<CommitOutcome>> Commit = new("commit");

    public static readonly Activity<IngestionEnd, bool> End = new("end");

    public static readonly Activity<IngestRequest, StepResult<int>> Settle = new("settle");
}

/// <summary>What a begin came to.</summary>
/// <param name="Kind">What it found.</param>
/// <param name="Generation">The generation, where there is one.</param>
/// <param name="Source">What is to be parsed; null for a delete.</param>
internal sealed record BegunIngestion(BeginKind Kind, long? Generation, SourceReference? Source);

/// <summary>The generation an activity writes or commits.</summary>
/// <param name="Ingestion">The ingestion.</param>
/// <param name="Generation">Its generation.</param>
/// <param name="Source">Its source; null for a delete.</param>
internal sealed record WriteRequest(IngestRequest Ingestion, long Generation, SourceReference? Source)
    : IStepInput<WriteRequest>
{
    public WriteRequest For(string attempt) => this with { Ingestion = Ingestion.For(attempt) };
}

/// <summary>A slice to write.</summary>
internal sealed record SliceRequest(WriteRequest Write, Slice Slice) : IStepInput<SliceRequest>
{
    public SliceRequest For(string attempt) => this with { Write = Write.For(attempt) };
}

/// <summary>What a slice came to.</summary>
/// <param name="Written">False: the generation is no longer being written, and nothing was.</param>
internal sealed record SliceOutcome(bool Written);

/// <summary>What parsing came to.</summary>
/// <param name="Written">False: the generation is no longer being written.</param>
/// <param name="Chunks">How many chunks there are.</param>
/// <param name="Rows">How many rows, links and headings not counted.</param>
/// <param name="Tables">The tables that have rows.</param>
/// <param name="Slices">What is to be written.</param>
internal sealed record ParsedPlan(
    bool Written, int Chunks, int Rows, IReadOnlyList<string> Tables, IReadOnlyList<Slice> Slices)
{
    public static ParsedPlan NotWritten { get; } = new(false, 0, 0, [], []);
}

/// <summary>How an ingestion ended, for its record and receipt.</summary>
/// <param name="Ingestion">The ingestion.</param>
/// <param name="Kind">How.</param>
/// <param name="Generation">Its generation, where it had one.</param>
/// <param name="Plan">What it wrote; null where it wrote nothing.</param>
/// <param name="SourceBytes">The size of its source.</param>
/// <param name="Usage">What its activities used.</param>
/// <param name="Fault">Why it failed.</param>
/// <param name="FaultyActivity">Which activity failed.</param>
internal sealed record IngestionEnd(
    IngestRequest Ingestion,
    EndKind Kind,
    long? Generation,
    EndPlan? Plan,
    long SourceBytes,
    IReadOnlyList<ActivityUsage> Usage,
    IngestionError? Fault,
    string? FaultyActivity);

/// <summary>What was written, without the slices.</summary>
internal sealed record EndPlan(int Chunks, int Rows, IReadOnlyList<string> Tables);

/// <summary>How an ingestion ends.</summary>
internal enum EndKind
{
    Completed,
    Superseded,
    Failed,
}

/// <summary>What the successful calls of one activity used together.</summary>
internal sealed record ActivityUsage(string Name, int Calls, StepUsage Usage)
{
    /// <summary>What several runs used together, by activity.</summary>
    public static IReadOnlyList<ActivityUsage> Sum(
        IReadOnlyList<ActivityUsage> before, IReadOnlyList<ActivityUsage> after) =>
    [
        .. before.Concat(after).GroupBy(usage => usage.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Aggregate((sum, next) =>
                new(sum.Name, sum.Calls + next.Calls, sum.Usage.Plus(next.Usage)))),
    ];
}
