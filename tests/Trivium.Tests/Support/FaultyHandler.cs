using System.Net;

namespace Trivium.Tests.Support;

/// <summary>
/// A bad connection to the account: requests lost, answers lost, 429s and 503s, as a seed decides. <see cref="Cut"/> ends
/// it altogether, as a killed process does.
/// </summary>
internal sealed class FaultyHandler(int seed, double faults) : DelegatingHandler
{
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private volatile bool _cut;

    public void Cut() => _cut = true;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_cut) throw new HttpRequestException("The process is dead.");
        if (!request.RequestUri!.AbsolutePath.Contains("/docs", StringComparison.Ordinal))
            return await base.SendAsync(request, cancellationToken);

        double draw;
        lock (_gate) draw = _random.NextDouble();
        if (draw >= faults) return await base.SendAsync(request, cancellationToken);

        switch ((int)(draw / faults * 4))
        {
            case 0:
                throw new HttpRequestException("The request was lost.");
            case 1:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                throw new HttpRequestException("The answer was lost.");
            case 2:
                HttpResponseMessage busy = Answer(request, HttpStatusCode.TooManyRequests);
                busy.Headers.Add("x-ms-retry-after-ms", "1");
                busy.Headers.Add("x-ms-substatus", "3200");
                return busy;
            default:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                return Answer(request, HttpStatusCode.ServiceUnavailable);
        }
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request, HttpStatusCode status) => new(status)
    {
        RequestMessage = request,
        Content = new StringContent("{\"code\":\"Fault\",\"message\":\"A fault of the test.\"}"),
    };
}
