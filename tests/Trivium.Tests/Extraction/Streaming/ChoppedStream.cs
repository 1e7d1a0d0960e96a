namespace Trivium.Tests.Extraction.Streaming;

/// <summary>Bytes that come in pieces of random sizes, as from a network or a store.</summary>
internal sealed class ChoppedStream(byte[] bytes, Random random, int pieceBytesMax) : MemoryStream(bytes, writable: false)
{
    /// <summary>The lowest and highest byte that was read, and how many were.</summary>
    public (long First, long Last, long Count) Seen { get; private set; } = (long.MaxValue, 0, 0);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var from = Position;
        var read = Read(buffer.Span[..Math.Min(buffer.Length, random.Next(1, pieceBytesMax + 1))]);
        if (read > 0)
            Seen = (Math.Min(Seen.First, from), Math.Max(Seen.Last, from + read), Seen.Count + read);
        return ValueTask.FromResult(read);
    }
}
