using Trivium.Express;
using Trivium.Visibility;
using Trivium.Visibility.Operations;

namespace Trivium.Ingestion;

/// <summary>
/// Carries out one accepted request: begin, parse, embed and project, commit; or begin, commit, wait for purges.
/// </summary>
internal sealed class IngestOrchestrator
{
    /// <summary>
    /// 15 s: how long a begin waits when too many generations are hidden; purges take about a minute.
    /// </summary>
    private static readonly TimeSpan _fullWait = TimeSpan.FromSeconds(15);

    /// <summary>
    /// 5 s: the first wait between two looks at what a deleted document has left; doubled up to a minute.
    /// </summary>
    private static readonly TimeSpan _settleWait = TimeSpan.FromSeconds(5);

    private readonly IOrchestrationContext _context;
    private readonly IngestRequest _request;
    private readonly StepCalls _steps;
    private BegunIngestion? _begun;
    private EndPlan? _plan;

    private IngestOrchestrator(IOrchestrationContext context, IngestRequest request)
    {
        _context = context;
        _request = request;
        _steps = new(context);
    }

    public static Task<string> RunAsync(IOrchestrationContext context, IngestRequest request) =>
        new IngestOrchestrator(context, request).RunAsync();

    private async Task<string> RunAsync()
    {
        EndKind kind;
        StageFault? error = null;
        try
        {
            kind = await WorkAsync() ? EndKind.Completed : EndKind.Superseded;
        }
        catch (StageFault fault)
        {
            kind = EndKind.Failed;
            error = fault;
        }

        var end = new IngestionEnd(
            _request,
            kind,
            _begun?.Generation,
            _plan,
            _begun?.Source?.SizeBytes ?? 0,
            _steps.Usage,
            error?.ToError(),
            error?.Activity);
        await StepRetries.CallAsync(_context, Ingest.End, _ => end);
        return kind.ToString();
    }

    /// <summary>True when it was committed, false when it was superseded.</summary>
    private async Task<bool> WorkAsync()
    {
        _begun = await BeginAsync();
        if (_begun.Kind == BeginKind.Committed) return true;
        if (_begun is not { Kind: BeginKind.Begun, Generation: { } generation }) return false;

        var write = new WriteRequest(_request, generation, _begun.Source);
        return _request.Kind switch
        {
            AcceptedKind.Write => await WriteAsync(write),
            AcceptedKind.Delete => await DeleteAsync(write),
            _ => throw new InvalidOperationException($"An unknown kind of request: {_request.Kind}."),
        };
    }

    private async Task<BegunIngestion> BeginAsync()
    {
        while (true)
        {
            BegunIngestion begun = await _steps.CallAsync(IngestionStages.Accepted, Ingest.Begin, _request);
            if (begun.Kind != BeginKind.Full) return begun;

            await _context.CreateTimer(_fullWait);
        }
    }

    private async Task<bool> WriteAsync(WriteRequest write)
    {
        ParsedPlan plan = await _steps.CallAsync(IngestionStages.Parse, Ingest.Parse, write);
        if (!plan.Written) return await GiveUpAsync(write);

        _plan = new(plan.Chunks, plan.Rows, plan.Tables);
        IReadOnlyList<SliceOutcome> written = await StepCalls.CallAllAsync(
            plan.Slices.Select(slice => SliceCall(write, slice)));
        if (written.Any(outcome => !outcome.Written)) return await GiveUpAsync(write);

        CommitOutcome commit = await _steps.CallAsync(IngestionStages.Commit, Ingest.Commit, write);
        return commit.Committed;
    }

    private Func<Task<SliceOutcome>> SliceCall(WriteRequest write, Slice slice) => slice.Kind == SliceKind.Chunks
        ? () => _steps.CallAsync(IngestionStages.Embed, Ingest.Embed, new SliceRequest(write, slice))
        : () => _steps.CallAsync(IngestionStages.Project, Ingest.Project, new SliceRequest(write, slice));

    /// <summary>
    /// The generation went away while it was being written. A commit decides what that means: it was given up, or an
    /// earlier commit had succeeded.
    /// </summary>
    private async Task<bool> GiveUpAsync(WriteRequest write) =>
        (await _steps.CallAsync(IngestionStages.Commit, Ingest.Commit, write)).Committed;

    private async Task<bool> DeleteAsync(WriteRequest write)
    {
        CommitOutcome commit = await _steps.CallAsync(IngestionStages.Delete, Ingest.Commit, write);
        if (!commit.Committed) return false;

        // Out of sight already; done when nothing of it is left.
        TimeSpan wait = _settleWait;
        while (await _steps.CallAsync(IngestionStages.Delete, Ingest.Settle, _request) > 0)
        {
            await _context.CreateTimer(wait);
            wait = TimeSpan.FromSeconds(Math.Min(60, wait.TotalSeconds * 2));
        }

        return true;
    }
}
