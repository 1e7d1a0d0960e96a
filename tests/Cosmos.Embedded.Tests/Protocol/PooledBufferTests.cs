using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Tests.Protocol;

public sealed class PooledBufferTests
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData(1, 100)]
    [InlineData(1_000, 5 * Megabyte)]
    [InlineData(64 * 1024, 64 * 1024)]
    [InlineData(64 * 1024 + 1, 64 * 1024 + 1)]
    [InlineData(4 * Megabyte, 4 * Megabyte)]
    [InlineData(3 * Megabyte + 5, 9 * Megabyte + 15)]
    public void Written_OfManyPieces_IsWhatWasWritten(int piece, int length)
    {
        var expected = new byte[length];
        new Random(length).NextBytes(expected);

        // As many at once as no pool has arrays for.
        PooledBuffer[] buffers = [.. Enumerable.Range(0, 4).Select(_ => new PooledBuffer())];
        for (var start = 0; start < length; start += piece)
        {
            var part = expected.AsSpan(start, Math.Min(piece, length - start));
            foreach (var buffer in buffers)
            {
                part.CopyTo(buffer.GetSpan(part.Length));
                buffer.Advance(part.Length);
            }
        }

        foreach (var buffer in buffers)
        {
            Assert.True(expected.AsSpan().SequenceEqual(buffer.Written));
            buffer.Dispose();
        }
    }
}
