namespace Trivium.Tests.Support;

/// <summary>Holds requests to the account for a seeded while, so that what a reader asks one after another comes apart.</summary>
internal sealed class HoldingHandler(int seed) : DelegatingHandler
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        (int turns, int milliseconds) = Draw();
        for (int turn = 0; turn < turns; turn++) await Task.Yield();
        if (milliseconds > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, cancellationToken);

        return await base.SendAsync(request, cancellationToken);
    }

    private (int Turns, int Milliseconds) Draw()
    {
        lock (_lock) return (_random.Next(20), _random.Next(3) == 0 ? _random.Next(25) : 0);
    }
}
