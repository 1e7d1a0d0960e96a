using System.Runtime.InteropServices;

namespace Trivium.Extraction;

/// <summary>The bytes of a source for libraries that read streams.</summary>
internal static class SourceBytes
{
    /// <summary>A stream over the bytes themselves: they are not copied where that can be avoided.</summary>
    public static MemoryStream Open(ReadOnlyMemory<byte> source) => MemoryMarshal.TryGetArray(source, out var bytes)
        ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
        : new MemoryStream(source.ToArray(), writable: false);
}
