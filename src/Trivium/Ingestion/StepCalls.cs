using Trivium.Express;
using Trivium.Ingestion.Steps;

namespace Trivium.Ingestion;

/// <summary>The activity calls of one ingestion: retried alike, and their usage added up.</summary>
internal sealed class StepCalls(IOrchestrationContext context)
{
    /// <summary>10 attempts over some three minutes: a store that is busy or failing over is waited for.</summary>
    public static readonly RetryPolicy Retries = new(
        maxNumberOfAttempts: 10,
        firstRetryInterval: TimeSpan.FromSeconds(1),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromSeconds(30))
    {
        HandleFailure = static details => details.ErrorType == typeof(TransientStepException).FullName,
    };

    /// <summary>4 slices at a time: enough to keep a store busy, few enough to leave it to others.</summary>
    private const int ParallelMax = 4;

    private readonly SortedDictionary<string, ActivityUsage> _usage = new(StringComparer.Ordinal);

    public IReadOnlyList<ActivityUsage> Usage => [.. _usage.Values];

    /// <summary>Calls an activity.</summary>
    /// <exception cref="StageFault">It failed for good.</exception>
    public async Task<TValue> CallAsync<TInput, TValue>(
        string stage, Activity<TInput, StepResult<TValue>> activity, TInput input)
    {
        StepResult<TValue> result;
        try
        {
            result = await context.Call(activity, input, Retries);
        }
        catch (TaskFailedException exception)
        {
            throw StageFault.Of(stage, activity.Name, exception);
        }

        if (result.Fault is { } fault) throw StageFault.Of(stage, activity.Name, fault);

        Add(activity.Name, result.Usage);
        return result.Value!;
    }

    /// <summary>
    /// Calls many, a few at a time; after the first failure no more are begun, and those begun are waited for.
    /// </summary>
    /// <exception cref="StageFault">One failed for good.</exception>
    public static async Task<IReadOnlyList<T>> CallAllAsync<T>(IEnumerable<Func<Task<T>>> calls)
    {
        List<T> results = [];
        List<Task<T>> running = [];
        StageFault? fault = null;
        foreach (Func<Task<T>> call in calls)
        {
            if (running.Count == ParallelMax) await TakeOneAsync();
            if (fault is not null) break;

            running.Add(call());
        }

        while (running.Count > 0) await TakeOneAsync();
        return fault is null ? results : throw fault;

        async Task TakeOneAsync()
        {
            Task<T> ended = await Task.WhenAny(running);
            running.Remove(ended);
            try
            {
                results.Add(await ended);
            }
            catch (StageFault exception)
            {
                fault ??= exception;
            }
        }
    }

    private void Add(string activity, StepUsage usage)
    {
        ActivityUsage sum = _usage.GetValueOrDefault(activity) ?? new(activity, 0, new(0, 0, 0, 0));
        _usage[activity] = new(activity, sum.Calls + 1, sum.Usage.Plus(usage));
    }
}
