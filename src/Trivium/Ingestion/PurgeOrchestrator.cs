using Trivium.Express;
using Trivium.Visibility;

namespace Trivium.Ingestion;

/// <summary>Removes a generation that is out of sight, once nobody can be reading or writing it.</summary>
internal static class PurgeOrchestrator
{
    /// <summary>100 slices a run: then the history starts anew.</summary>
    private const int SlicesMax = 100;

    public static async Task<long> RunAsync(IOrchestrationContext context, PurgeRequest request)
    {
        // From now, not from when the state says it was entered: this runs after the change is known to be stored,
        // which is when the last snapshot can have been taken.
        if (!request.Waited) await context.CreateTimer(VisibilityLimits.PurgeDelay);
        for (int slice = 0; slice < SlicesMax; slice++)
        {
            if ((await StepRetries.CallAsync(context, Purge.Slice, _ => request)).Done) return request.Generation;
        }

        // Four million rows are forty runs: they do not wait again.
        context.ContinueAsNew(request with { Waited = true });
        return request.Generation;
    }
}
