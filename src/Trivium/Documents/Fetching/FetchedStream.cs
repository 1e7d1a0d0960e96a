namespace Trivium.Documents.Fetching;

/// <summary>The body of an answer: read within the time of its fetch, its faults told as the caller is to see them.</summary>
internal sealed class FetchedStream(string url, HttpResponseMessage response, FetchDeadline deadline) : Stream
{
    private Stream? _body;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The length of an answer is not known.");

    public override long Position
    {
        get => throw new NotSupportedException("An answer is read once.");
        set => throw new NotSupportedException("An answer is read once.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            _body ??= await response.Content.ReadAsStreamAsync(deadline.Token);
            return await _body.ReadAsync(buffer, deadline.Token);
        }
        catch (Exception exception) when (deadline.Translate(url, exception) is { } fault)
        {
            throw fault;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("An answer is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException("An answer is read once.");

    public override void SetLength(long value) => throw new NotSupportedException("An answer is read only.");

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("An answer is read only.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            response.Dispose();
            deadline.Dispose();
        }

        base.Dispose(disposing);
    }
}
