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

    // The shared pool keeps an array of each size for every thread that ever returned one, which is little up to here. A
    // request goes on upon whichever thread is free, so that of larger arrays it would soon keep megabytes for each.
    private const int SharedBytesMax = 64 * 1024;

    // An item of 2 MB and an answer of 4 MB fit; what is larger is rare, and left to the garbage collector.
    private const int PooledBytesMax = 4 * 1024 * 1024;

    // Nothing is awaited while a buffer is held: more are in use only where more cores write large items at the same moment,
    // and those are left to the garbage collector. 2 of each size from 128 KB to 4 MB are 16 MB at the most.
    private const int PooledArraysMax = 2;

    private static readonly ArrayPool<byte> Large = ArrayPool<byte>.Create(PooledBytesMax, PooledArraysMax);

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
        Return(_bytes);
        _bytes = [];
    }

    private void Grow(int sizeHint)
    {
        var needed = _count + Math.Max(1, sizeHint);
        if (needed <= _bytes.Length)
            return;
        var larger = Rent(Math.Max(needed, _bytes.Length * 2));
        Written.CopyTo(larger);
        Return(_bytes);
        _bytes = larger;
    }

    // Both pools round a length up to a power of two, so that an array's length tells where it came from.
    private static ArrayPool<byte> PoolOf(int length) => length <= SharedBytesMax ? ArrayPool<byte>.Shared : Large;

    private static byte[] Rent(int length) => PoolOf(length).Rent(length);

    private static void Return(byte[] array) => PoolOf(array.Length).Return(array);
}
