namespace Trivium.Tests.Support;

/// <summary>Counts the batches of rows that are written, and lets only so many through.</summary>
internal sealed class RowBatches : DelegatingHandler
{
    private int _count;
    private int _allowed = int.MaxValue;

    /// <summary>How many there were.</summary>
    public int Count => _count;

    /// <summary>Counts anew, and breaks the connection after so many.</summary>
    public void Reset(int allowed) => (_count, _allowed) = (0, allowed);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        bool isRows = request.RequestUri!.AbsolutePath.EndsWith("/colls/rows/docs", StringComparison.Ordinal)
            && request.Headers.Contains("x-ms-cosmos-is-batch-request");
        return isRows && Interlocked.Increment(ref _count) > _allowed
            ? throw new HttpRequestException("The connection broke.")
            : base.SendAsync(request, cancellationToken);
    }
}
