using System.Collections.Concurrent;
using System.Globalization;

namespace Trivium.Tests.Support;

/// <summary>Notes what the account charges for requests for items, and when; and lets it be busy for a while.</summary>
internal sealed class ChargeLog(TimeProvider time) : DelegatingHandler
{
    private readonly ConcurrentQueue<(DateTimeOffset At, double Units)> _charges = new();
    private long _busyUntilTicks;
    private int _refused;

    /// <summary>How many requests were refused.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public double Total => _charges.Sum(charge => charge.Units);

    /// <summary>From now until then every request for items is refused with 429.</summary>
    public void BeBusyUntil(DateTimeOffset until) => Interlocked.Exchange(ref _busyUntilTicks, until.UtcTicks);

    /// <summary>The most that was charged within any one second.</summary>
    public double LargestSecond()
    {
        (DateTimeOffset At, double Units)[] charges = [.. _charges.OrderBy(charge => charge.At)];
        double largest = 0;
        double sum = 0;
        for (int first = 0, last = 0; last < charges.Length; last++)
        {
            sum += charges[last].Units;
            for (; charges[last].At - charges[first].At >= TimeSpan.FromSeconds(1); first++) sum -= charges[first].Units;
            largest = Math.Max(largest, sum);
        }

        return largest;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.RequestUri!.AbsolutePath.Contains("/docs", StringComparison.Ordinal))
            return await base.SendAsync(request, cancellationToken);

        if (time.GetUtcNow().UtcTicks < Interlocked.Read(ref _busyUntilTicks)) return Refuse(request);

        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        string charge = response.Headers.TryGetValues("x-ms-request-charge", out IEnumerable<string>? values) ? values.First() : "0";
        _charges.Enqueue((time.GetUtcNow(), double.Parse(charge, CultureInfo.InvariantCulture)));
        return response;
    }

    private HttpResponseMessage Refuse(HttpRequestMessage request)
    {
        Interlocked.Increment(ref _refused);
        var busy = new HttpResponseMessage(System.Net.HttpStatusCode.TooManyRequests)
        {
            RequestMessage = request,
            Content = new StringContent("{\"code\":\"429\",\"message\":\"Busy.\"}"),
        };
        busy.Headers.Add("x-ms-retry-after-ms", "1");
        busy.Headers.Add("x-ms-substatus", "3200");
        return busy;
    }
}
