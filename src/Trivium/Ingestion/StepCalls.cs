using System.Globalization;
using Trivium.Express;
using Trivium.Ingestion.Steps;

namespace Trivium.Ingestion;

/// <summary>The activity calls of one ingestion: retried alike, and their usage added up.</summary>
internal sealed class StepCalls(IOrchestrationContext context)
{
    /// <summary>4 slices at a time: enough to keep a store busy, few enough to leave it to others.</summary>
    private const int ParallelMax = 4;

    private readonly SortedDictionary<string, ActivityUsage> _usage = new(StringComparer.Ordinal);
    private int _calls;

    public IReadOnlyList<ActivityUsage> Usage => [.. _usage.Values];

    /// <summary>Calls an activity.</summary>
    /// <exception cref="StageFault">It failed for good.</exception>
    public async Task<TValue> CallAsync<TInput, TValue>(
        string stage, Activity<TInput, StepResult<TValue>> activity, TInput input)
        where TInput : IStepInput<TInput>
    {
        int call = ++_calls;
        StepResult<TValue> result;
        try
        {
            result = await StepRetries.CallAsync(
                context,
                activity,
                attempt => input.For(string.Create(CultureInfo.InvariantCulture, $"{call}-{attempt}")));
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
