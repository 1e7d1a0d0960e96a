using System.Runtime.CompilerServices;
using Trivium.Cosmos.Embedded.Search;

namespace Trivium.Cosmos.Embedded.Tests.Search;

public sealed class ScratchVectorsTests
{
    // What a finalizer throws ends the process: a failure here is the end of the run.
    [Fact]
    public void Keep_VectorsAndTheirFileCollectedTogether_EndsQuietly()
    {
        var directory = Directory.CreateTempSubdirectory("trivium-scratch-");
        for (var i = 0; i < 10; i++)
        {
            var first = KeepAndForget(Path.Combine(directory.FullName, $"vectors-{i}"));
            for (var generation = 0; generation < 3; generation++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
            Assert.False(first.IsAlive);
        }
        directory.Delete(recursive: true);
    }

    [Fact]
    public void Keep_AfterVectorsWereCollected_UsesTheirPlacesAgain()
    {
        var directory = Directory.CreateTempSubdirectory("trivium-scratch-");
        var path = Path.Combine(directory.FullName, "vectors");
        using (var vectors = new ScratchVectors(path, 4))
        {
            KeepAndForget(vectors);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var length = new FileInfo(path).Length;
            var kept = vectors.Keep([1, 2, 3, 4]);

            var read = new float[4];
            kept.CopyTo(read);
            Assert.Equal([1, 2, 3, 4], read);
            Assert.Equal(length, new FileInfo(path).Length);
        }
        directory.Delete(recursive: true);
    }

    // Not inlined: else the caller's frame might keep what it made.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference KeepAndForget(string path)
    {
        using var vectors = new ScratchVectors(path, 4);
        return KeepAndForget(vectors);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference KeepAndForget(ScratchVectors vectors)
    {
        var kept = Enumerable.Range(0, 1000).Select(i => vectors.Keep([i, i, i, i])).ToList();
        return new WeakReference(kept[0], trackResurrection: true);
    }
}
