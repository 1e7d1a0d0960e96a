namespace Trivium.Tests.Support;

/// <summary>
/// A connection to the account that ends for good with the n-th request for items, as a killed process's does: before the
/// request is sent, or before its answer comes back.
/// </summary>
/// <param name="last">The number of the request, from 1; at most <see cref="int.MaxValue"/>: never.</param>
/// <param name="afterwards">The request still takes effect.</param>
internal sealed class CuttingHandler(int last, bool afterwards) : DelegatingHandler
{
    private int _requests;

    /// <summary>Requests so far.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>True once the connection has ended.</summary>
    public bool IsCut => Requests >= last;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.RequestUri!.AbsolutePath.Contains("/docs", StringComparison.Ordinal))
            return await base.SendAsync(request, cancellationToken);

        int number = Interlocked.Increment(ref _requests);
        if (number == last && afterwards) (await base.SendAsync(request, cancellationToken)).Dispose();
        return number >= last
            ? throw new HttpRequestException("The process is dead.")
            : await base.SendAsync(request, cancellationToken);
    }
}
