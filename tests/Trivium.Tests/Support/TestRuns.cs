using System.Collections.Concurrent;
using System.Globalization;

namespace Trivium.Tests.Support;

/// <summary>How much of a sampled test runs: little by default, more with TRIVIUM_TESTS=full.</summary>
internal static class TestRuns
{
    /// <summary>4: most of a run with faults is waiting, so that two cores are busy with about as many.</summary>
    private const int SimultaneousRuns = 4;

    /// <summary>5 minutes: a run takes seconds; one that hangs is to be told by name.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    public static bool IsFull => Environment.GetEnvironmentVariable("TRIVIUM_TESTS") == "full";

    public static TheoryData<int> Seeds(int few, int many)
    {
        var seeds = new TheoryData<int>();
        for (int seed = 1; seed <= (IsFull ? many : few); seed++) seeds.Add(seed);

        return seeds;
    }

    /// <summary>
    /// A few of the cases, that a seed decides; all with TRIVIUM_TESTS=full. TRIVIUM_CASES says how many instead, and
    /// TRIVIUM_SEED picks others.
    /// </summary>
    public static T[] Sample<T>(IEnumerable<T> all, int few, int seed)
    {
        T[] cases = [.. all];
        int count = Setting("TRIVIUM_CASES") ?? (IsFull ? cases.Length : few);
        if (count >= cases.Length) return cases;

        new Random(unchecked(seed + (Setting("TRIVIUM_SEED") ?? 0))).Shuffle(cases);
        return cases[..count];
    }

    /// <summary>Runs each case, a few at a time, to the last also where some fail; they must have nothing in common.</summary>
    public static async Task EachAsync<T>(IEnumerable<T> cases, Func<T, Task> runAsync)
    {
        var failures = new ConcurrentQueue<Exception>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = SimultaneousRuns };
        await Parallel.ForEachAsync(cases, options, async (one, _) =>
        {
            try
            {
                await runAsync(one).WaitAsync(_patience, TimeProvider.System, CancellationToken.None);
            }
            catch (Exception exception)
            {
                failures.Enqueue(new InvalidOperationException($"{one}: {exception.Message}", exception));
            }
        });
        if (!failures.IsEmpty) throw new AggregateException($"{failures.Count} failed.", failures);
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : null;
}
