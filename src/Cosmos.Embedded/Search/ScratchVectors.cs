using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Trivium.Cosmos.Embedded.Search;

/// <summary>
/// The vectors of one path in a scratch file beside the database, so that memory holds their quantized form only; the
/// operating system keeps in its cache what is asked for. The file says nothing after the process: items are the truth.
/// </summary>
internal sealed class ScratchVectors : IDisposable
{
    private readonly int _dimensions;
    private readonly SafeFileHandle _file;

    // Finalizers add to it, perhaps when it is garbage itself: it must be of objects that have none. A ConcurrentBag has,
    // and one that is finalized already throws, which ends the process.
    private readonly ConcurrentStack<int> _free = [];
    private int _slots;

    public ScratchVectors(string path, int dimensions)
    {
        _dimensions = dimensions;
        // One that a killed process left is written over.
        _file = File.OpenHandle(
            path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
    }

    /// <summary>Keeps a vector.</summary>
    public ExactVector Keep(float[] vector)
    {
        if (!_free.TryPop(out var slot))
            slot = Interlocked.Increment(ref _slots) - 1;
        try
        {
            RandomAccess.Write(_file, MemoryMarshal.AsBytes(vector.AsSpan()), OffsetOf(slot));
            return new Spilled(this, slot);
        }
        catch (IOException)
        {
            // A full disk must not fail a write that is committed already.
            _free.Push(slot);
            return new HeldVector(vector);
        }
    }

    public void Dispose() => _file.Dispose();

    private long OffsetOf(int slot) => (long)slot * _dimensions * sizeof(float);

    private sealed class Spilled(ScratchVectors owner, int slot) : ExactVector
    {
        // Whether a reader of an old version still needs the vector, only the garbage collector knows.
        ~Spilled() => owner._free.Push(slot);

        public override void CopyTo(Span<float> destination)
        {
            var bytes = MemoryMarshal.AsBytes(destination[..owner._dimensions]);
            for (var read = 0; read < bytes.Length;)
            {
                var got = RandomAccess.Read(owner._file, bytes[read..], owner.OffsetOf(slot) + read);
                read += got > 0 ? got : throw new EndOfStreamException("The scratch file of vectors was cut short.");
            }
            GC.KeepAlive(this);
        }
    }
}
