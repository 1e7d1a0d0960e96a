using Trivium.Express;
using Trivium.Ingestion.Steps;

namespace Trivium.Ingestion;

/// <summary>
/// How often, and after what waits, an activity is attempted: a few times after transient faults, and for a day while
/// somebody is busy. A loop of its own rather than the engine's policy, which counts all faults alike and sends the same
/// input each time.
/// </summary>
internal static class StepRetries
{
    /// <summary>10 attempts over some three minutes: a store that fails over is waited for.</summary>
    private const int FaultsMax = 10;

    /// <summary>1 s, doubled up to 30 s.</summary>
    private const int FaultWaitSecondsMax = 30;

    /// <summary>5 s, doubled up to a minute: whoever is busy has been waited for within the attempt already.</summary>
    private const int BusyWaitSecondsFirst = 5;

    private const int BusyWaitSecondsMax = 60;

    /// <summary>24 h: as long as what a failed ingestion wrote is kept.</summary>
    private static readonly TimeSpan _busyMax = TimeSpan.FromHours(24);

    /// <summary>Calls an activity until it succeeds.</summary>
    /// <param name="context">The orchestration.</param>
    /// <param name="activity">The activity.</param>
    /// <param name="input">Its input for an attempt, from 1.</param>
    /// <exception cref="TaskFailedException">The fault of the last attempt.</exception>
    public static async Task<TOutput> CallAsync<TInput, TOutput>(
        IOrchestrationContext context, Activity<TInput, TOutput> activity, Func<int, TInput> input)
    {
        DateTimeOffset busyUntil = context.CurrentUtcDateTime + _busyMax;
        int faults = 0;
        int busy = 0;
        for (int attempt = 1; ; attempt++)
        {
            int seconds;
            try
            {
                return await context.Call(activity, input(attempt));
            }
            catch (TaskFailedException exception) when (Is<TransientStepException>(exception) && faults + 1 < FaultsMax)
            {
                seconds = Doubled(1, ++faults, FaultWaitSecondsMax);
            }
            catch (TaskFailedException exception)
                when (Is<BusyStepException>(exception) && context.CurrentUtcDateTime < busyUntil)
            {
                seconds = Doubled(BusyWaitSecondsFirst, ++busy, BusyWaitSecondsMax);
            }

            await context.CreateTimer(TimeSpan.FromSeconds(seconds));
        }
    }

    /// <summary>True where an activity threw an exception of this type.</summary>
    public static bool Is<TException>(TaskFailedException exception) =>
        exception.FailureDetails.ErrorType == typeof(TException).FullName;

    private static int Doubled(int first, int times, int max) =>
        (int)Math.Min(max, first * Math.Pow(2, Math.Min(times - 1, 10)));
}
