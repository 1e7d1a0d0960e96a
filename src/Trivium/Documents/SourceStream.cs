using Trivium.Storage;

namespace Trivium.Documents;

/// <summary>
/// A stored source as a seekable stream that reads one part at a time. Parts never change, so what it gives is right as
/// long as it gives anything; a part that a purge has taken away ends it with an error.
/// </summary>
internal sealed class SourceStream(
    SourceParts parts, string tenant, string documentId, string sourceId, long sizeBytes, RequestUnitMeter meter)
    : Stream
{
    private long _position;
    private int _loadedIndex = -1;
    private byte[] _loaded = [];

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => sizeBytes;

    public override long Position
    {
        get => _position;
        set => _position = value is >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= Length || buffer.IsEmpty) return 0;

        await LoadAsync((int)(_position / SourcePartItem.PartSizeBytesMax), cancellationToken);
        int offset = (int)(_position % SourcePartItem.PartSizeBytesMax);
        int count = Math.Min(buffer.Length, _loaded.Length - offset);
        _loaded.AsMemory(offset, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A stored source is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        SeekOrigin.End => Length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "An unknown origin."),
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("A stored source is read only.");

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A stored source is read only.");

    private async Task LoadAsync(int index, CancellationToken cancellationToken)
    {
        if (_loadedIndex == index) return;

        _loaded = await parts.ReadAsync(tenant, documentId, sourceId, index, meter, cancellationToken)
            ?? throw new SourceGoneException(
                $"Part {index} of the source of '{documentId}' is gone: a newer version took its place while it was read.");
        _loadedIndex = index;
    }
}

/// <summary>A part of a source is no longer there, and never will be again.</summary>
internal sealed class SourceGoneException(string message) : IOException(message);
