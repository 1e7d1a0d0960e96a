using Microsoft.AspNetCore.Http.Features;

namespace Trivium.Express;

/// <summary>Ends a request early: because the caller hung up, or because the app cut it off.</summary>
internal sealed class InProcessLifetime : IHttpRequestLifetimeFeature, IDisposable
{
    private readonly CancellationTokenSource _stop;

    public InProcessLifetime(CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        RequestAborted = _stop.Token;
    }

    public CancellationToken RequestAborted { get; set; }

    public bool WasAborted { get; private set; }

    public void Abort()
    {
        WasAborted = true;
        _stop.Cancel();
    }

    public void Dispose() => _stop.Dispose();
}
