using System.Diagnostics;
using System.Runtime;

namespace Trivium.Benchmarks;

/// <summary>
/// Sees to it that none of the candidates is measured in code that the JIT has yet to optimise: on a busy machine its
/// background thread may lag behind by seconds, and the one that is measured first would pay for all.
/// </summary>
internal static class Warmth
{
    private static readonly TimeSpan _work = TimeSpan.FromMilliseconds(150);

    /// <summary>Longer than the JIT waits for calm before it optimises what was called often.</summary>
    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(150);

    /// <summary>The JIT works in stages, each of which is started by calls; between them it is quiet for a while.</summary>
    private const int QuietRounds = 8;

    /// <summary>Half a minute; what keeps compiling then is not the candidates.</summary>
    private const int RoundsMax = 100;

    /// <summary>
    /// Runs all candidates in turn until nothing is compiled any more. Blocks: BenchmarkDotNet's toolchain within the
    /// process does not wait for a setup that is a task.
    /// </summary>
    public static void Reach(params Func<Task>[] candidates) => ReachAsync(candidates).GetAwaiter().GetResult();

    private static async Task ReachAsync(Func<Task>[] candidates)
    {
        var compiled = JitInfo.GetCompiledMethodCount();
        for (int round = 0, quiet = 0; round < RoundsMax && quiet < QuietRounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            do
            {
                foreach (var candidate in candidates)
                    await candidate();
            }
            while (Stopwatch.GetElapsedTime(start) < _work);
            await Task.Delay(_rest, TimeProvider.System);

            var now = JitInfo.GetCompiledMethodCount();
            quiet = now == compiled ? quiet + 1 : 0;
            compiled = now;
        }
    }
}
