using System.Net;

namespace Trivium.Tests.Ingestion.Faults;

/// <summary>
/// Counts the requests for items that reach the account, and lets those from one number on fail, a few in a row, or holds
/// one. Nothing is counted before <see cref="Arm"/>.
/// </summary>
internal sealed class NumberedFaults : DelegatingHandler
{
    private readonly Lock _gate = new();
    private StoreFault _fault;
    private int _from;
    private int _left;
    private int _seen = -1;
    private int _running;
    private int _held;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Requests since it was armed.</summary>
    public int Seen
    {
        get
        {
            lock (_gate) return _seen;
        }
    }

    /// <summary>True while a request is being answered; one that is held is not.</summary>
    public bool IsBusy => Volatile.Read(ref _running) > 0;

    /// <summary>Counts from now on, and lets requests fail from number <paramref name="from"/> (from 1) on.</summary>
    /// <param name="from">The first that fails; 0: none.</param>
    /// <param name="fault">How.</param>
    /// <param name="count">How many in a row.</param>
    public void Arm(int from, StoreFault fault, int count)
    {
        lock (_gate) (_seen, _from, _fault, _left) = (0, from, fault, from == 0 ? 0 : count);
    }

    /// <summary>Ends when the request that is to be held has come.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Counts from now on, and holds request <paramref name="number"/> (from 1) until it is released.</summary>
    public void Hold(int number)
    {
        lock (_gate) (_seen, _held, _left) = (0, number, 0);
    }

    public void Release() => _release.TrySetResult();

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _running);
        try
        {
            bool isOfItems = request.RequestUri!.AbsolutePath.Contains("/docs", StringComparison.Ordinal);
            if (!isOfItems) return await base.SendAsync(request, cancellationToken);

            StoreFault? fault = Take(out bool isHeld);
            if (isHeld)
            {
                await WaitAsync(cancellationToken);
            }

            return fault is { } failure
                ? await FailAsync(failure, request, cancellationToken)
                : await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref _running);
        try
        {
            _reached.TrySetResult();
            await _release.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Increment(ref _running);
        }
    }

    private StoreFault? Take(out bool isHeld)
    {
        lock (_gate)
        {
            isHeld = false;
            if (_seen < 0) return null;

            isHeld = _seen + 1 == _held;
            if (++_seen < _from || _left == 0) return null;

            _left--;
            return _fault;
        }
    }

    private async Task<HttpResponseMessage> FailAsync(
        StoreFault fault, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case StoreFault.Busy:
                HttpResponseMessage busy = Answer(request, HttpStatusCode.TooManyRequests);
                busy.Headers.Add("x-ms-retry-after-ms", "1");
                busy.Headers.Add("x-ms-substatus", "3200");
                return busy;
            case StoreFault.RetryWith:
                return Answer(request, (HttpStatusCode)449);
            case StoreFault.Unavailable:
                return Answer(request, HttpStatusCode.ServiceUnavailable);
            case StoreFault.RequestLost:
                throw new HttpRequestException("The request was lost.");
            case StoreFault.AnswerLost:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                throw new HttpRequestException("The answer was lost.");
            case StoreFault.AnswerUnavailable:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                return Answer(request, HttpStatusCode.ServiceUnavailable);
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "An unknown fault.");
        }
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request, HttpStatusCode status) => new(status)
    {
        RequestMessage = request,
        Content = new StringContent("{\"code\":\"Fault\",\"message\":\"A fault of the test.\"}"),
    };
}
