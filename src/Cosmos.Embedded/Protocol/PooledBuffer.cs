using System.Buffers;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>
/// A buffer that grows in borrowed arrays. Items may have two megabytes, and arrays of that size that are thrown away
/// at each step of growing are collected late: they were a good part of what an upload took.
/// </summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    // Most answers and many items fit.
    private const int SizeFirst = 4 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(SizeFirst);
    private int _count;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    public void Advance(int count) => _count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(_count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(_count);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Grow(int sizeHint)
    {
        var needed = _count + Math.Max(1, sizeHint);
        if (needed <= _bytes.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _bytes.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
