using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Trivium.Express;

/// <summary>
/// The body as the app reads it, under the size limit the app may still change before its first read.
/// </summary>
internal sealed class InProcessRequestBody(
    Stream content, bool exists, long? length, SynchronousIo control, CancellationToken aborted)
    : Stream, IHttpMaxRequestBodySizeFeature, IHttpRequestBodyDetectionFeature
{
    /// <summary>What Kestrel allows unless told otherwise.</summary>
    private const long SizeBytesMax = 30_000_000;

    private long? _limit = SizeBytesMax;
    private long _read;

    public bool IsReadOnly { get; private set; }

    public long? MaxRequestBodySize
    {
        get => _limit;
        set
        {
            if (IsReadOnly)
            {
                throw new InvalidOperationException(
                    "The maximum request body size cannot be modified after reading of the body has started.");
            }
            if (value is { } limit)
                ArgumentOutOfRangeException.ThrowIfNegative(limit);
            _limit = value;
        }
    }

    public bool CanHaveBody => exists;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        IsReadOnly = true;
        if (length > _limit)
            throw TooLarge();
        aborted.ThrowIfCancellationRequested();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, cancellationToken);
        var count = await content.ReadAsync(buffer, either.Token);
        _read += count;
        return _read > _limit ? throw TooLarge() : count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        control.ThrowIfRefused("ReadAsync");
        return ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private BadHttpRequestException TooLarge() =>
        new($"The request body is too large: at most {_limit} bytes are taken.", StatusCodes.Status413PayloadTooLarge);
}
