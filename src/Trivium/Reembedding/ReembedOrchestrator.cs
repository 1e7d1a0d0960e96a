using Trivium.Express;
using Trivium.Ingestion;
using Trivium.Ingestion.Steps;
using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>
/// Brings one tenant's chunks to the embedder that is wanted: fills its set page by page, lets it answer, empties the old
/// one. All state is in the catalog, so wherever it is cut off, another run goes on there.
/// </summary>
internal sealed class ReembedOrchestrator
{
    /// <summary>100 calls a run: then the history starts anew.</summary>
    private const int CallsMax = 100;

    /// <summary>20 documents that cannot be embedded: then it is not about a document, and no more are tried.</summary>
    private const int FailedMax = 20;

    /// <summary>15 s: how long to wait for ingestions that began before the set was there; they take seconds.</summary>
    private static readonly TimeSpan _ingestionWait = TimeSpan.FromSeconds(15);

    private readonly IOrchestrationContext _context;
    private readonly string _tenant;
    private FillSum? _sum;
    private int _calls;

    private ReembedOrchestrator(IOrchestrationContext context, ReembedRequest request)
    {
        _context = context;
        _tenant = request.Tenant;
        _sum = request.Spent;
    }

    public static Task<string> RunAsync(IOrchestrationContext context, ReembedRequest request) =>
        new ReembedOrchestrator(context, request).RunAsync();

    private bool IsFull => _calls >= CallsMax;

    private async Task<string> RunAsync()
    {
        while (!IsFull)
        {
            ReembedPlan plan = await CallAsync(Reembed.Look, _tenant);
            if (plan.Clear is [long first, ..])
            {
                // Before another is filled: one that cannot be would keep the old ones for ever.
                await ClearAsync(first);
            }
            else if (plan.Fill is { } run)
            {
                if (_sum?.Run != run) _sum = plan.Spent ?? FillSum.Of(run);
                if (!await FillAsync(run)) return "Failed";
            }
            else
            {
                return "Completed";
            }
        }

        _context.ContinueAsNew(new ReembedRequest(_tenant, _sum));
        return "Continued";
    }

    /// <summary>False where documents cannot be embedded; true where there is something else to look for.</summary>
    private async Task<bool> FillAsync(long run)
    {
        while (!IsFull)
        {
            if (await FillPageAsync(run) is not { } outcome)
            {
                if (_sum!.Failed.Count == 0) return true;
            }
            else if (outcome.Left && _sum!.Failed.Count < FailedMax)
            {
                continue;
            }

            switch (await CallAsync(Reembed.Switch, new SwitchRequest(_tenant, _sum!)))
            {
                case SwitchOutcome.Switched or SwitchOutcome.Unwanted:
                    return true;
                case SwitchOutcome.Failed:
                    return false;
                case SwitchOutcome.Waiting:
                    await _context.CreateTimer(_ingestionWait);
                    break;
                case SwitchOutcome.Lacking:
                    break;
                default:
                    throw new InvalidOperationException("An unknown outcome of a switch.");
            }
        }

        return true;
    }

    /// <summary>Null: the set is not to be filled any more, or nothing can be embedded (the sum then says why).</summary>
    private async Task<FillOutcome?> FillPageAsync(long run)
    {
        IEnumerable<string> failed = _sum!.Failed.Select(fault => fault.DocumentId).OfType<string>();
        try
        {
            FillOutcome outcome = await CallAsync(Reembed.Fill, new FillRequest(_tenant, run, [.. failed]));
            if (!outcome.Wanted) return null;

            _sum = _sum.Plus(outcome);
            return outcome;
        }
        catch (TaskFailedException exception)
        {
            TaskFailureDetails details = exception.FailureDetails;
            bool known = StepRetries.Is<TransientStepException>(exception) || StepRetries.Is<BusyStepException>(exception);
            _sum = _sum.Plus(new FillFault(null, known ? details.ErrorMessage : "Internal error"));
            return null;
        }
    }

    private async Task ClearAsync(long run)
    {
        // From now, as with a purge: it is out of sight, and whoever may read or write it is gone after that.
        await _context.CreateTimer(VisibilityLimits.PurgeDelay);
        while (!IsFull)
        {
            if ((await CallAsync(Reembed.Clear, new ClearRequest(_tenant, run))).Done) return;
        }
    }

    private Task<TOutput> CallAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input)
    {
        _calls++;
        return StepRetries.CallAsync(_context, activity, _ => input);
    }
}
