using System.Diagnostics;

namespace Trivium.Benchmarks.Retrieval;

/// <summary>How long the questions of one kind took, one after another.</summary>
/// <param name="Elapsed">Each of them, ascending.</param>
/// <param name="Processor">The processor time of whoever answered, by question.</param>
internal sealed record Latencies(IReadOnlyList<TimeSpan> Elapsed, TimeSpan Processor)
{
    public TimeSpan Median => At(.5);

    public TimeSpan P95 => At(.95);

    /// <summary>Asks a number of times.</summary>
    /// <param name="count">How often.</param>
    /// <param name="prepare">Makes the next question; not measured.</param>
    /// <param name="processor">The processor time used so far.</param>
    /// <exception cref="InvalidOperationException">An answer had nothing: that is another measurement.</exception>
    public static async Task<Latencies> MeasureAsync(
        int count, Func<int, Task<Func<Task<int>>>> prepare, Func<TimeSpan> processor)
    {
        List<TimeSpan> elapsed = [];
        List<Func<Task<int>>> questions = [];
        for (int number = 0; number < count; number++) questions.Add(await prepare(number));
        TimeSpan before = processor();
        foreach (Func<Task<int>> ask in questions)
        {
            long started = Stopwatch.GetTimestamp();
            int found = await ask();
            elapsed.Add(Stopwatch.GetElapsedTime(started));
            if (found == 0) throw new InvalidOperationException("A question found nothing.");
        }

        TimeSpan used = processor() - before;
        elapsed.Sort();
        return new(elapsed, used / count);
    }

    private TimeSpan At(double share) => Elapsed[(int)Math.Ceiling(share * Elapsed.Count) - 1];
}
