using System.Net;

namespace Trivium.Hosts.Tests.Http;

/// <summary>
/// A body that says how long it is and is not sent before the host asks for it: the host can refuse it by its length.
/// </summary>
internal sealed class DeclaredContent : HttpContent
{
    private readonly long _length;

    public DeclaredContent(long length, string contentType)
    {
        _length = length;
        Headers.TryAddWithoutValidation("Content-Type", contentType);
    }

    /// <summary>Whether the host asked for the body after all.</summary>
    public bool WasSent { get; private set; }

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new UnsentStream(this));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        WasSent = true;
        return Task.FromException(new IOException("The body is not sent."));
    }

    private sealed class UnsentStream(DeclaredContent content) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            content.WasSent = true;
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
