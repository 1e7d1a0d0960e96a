using System.Buffers;
using System.IO.Pipelines;

namespace Trivium.Express;

/// <summary>The response body as a pipe: bytes count as written when they are flushed.</summary>
internal sealed class InProcessResponseWriter(InProcessResponse response) : PipeWriter
{
    private readonly ArrayBufferWriter<byte> _unflushed = new();

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _unflushed.WrittenCount;

    public override void Advance(int bytes) => _unflushed.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _unflushed.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _unflushed.GetSpan(sizeHint);

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var bytes = _unflushed.WrittenMemory.ToArray();
        _unflushed.ResetWrittenCount();
        await response.WriteAsync(bytes, cancellationToken);
        return new FlushResult(isCanceled: false, isCompleted: false);
    }

    public override void CancelPendingFlush()
    {
    }

    // The server ends the response when the app has returned, whatever the app says about it.
    public override void Complete(Exception? exception = null)
    {
    }
}
