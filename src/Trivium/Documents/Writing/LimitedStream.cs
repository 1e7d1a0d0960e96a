namespace Trivium.Documents.Writing;

/// <summary>A body that ends with an error where it exceeds a limit.</summary>
internal sealed class LimitedStream(Stream inner, long limit) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The length of a body is not known.");

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException("A body is read once.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await inner.ReadAsync(buffer, cancellationToken);
        _read += count;
        return _read <= limit ? count : throw SourceUpload.TooLarge(limit);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A body is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException("A body is read once.");

    public override void SetLength(long value) => throw new NotSupportedException("A body is read only.");

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A body is read only.");
}
