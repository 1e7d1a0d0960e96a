namespace Trivium.FunctionsTestHost;

/// <summary>
/// Tries again while the worker's endpoint refuses connections, as the host does: a worker has loaded its functions
/// before its server listens.
/// </summary>
internal sealed class ConnectingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>200 tries, 10 s: less than the worker waits for the request of an invocation.</summary>
    private const int TriesMax = 200;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException exception)
                when (exception.HttpRequestError == HttpRequestError.ConnectionError && tries < TriesMax)
            {
                await Task.Delay(_pause, TimeProvider.System, cancellationToken);
            }
        }
    }
}
