using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Trivium.Express;

/// <summary>
/// Fires an app's timers in this process, for hosts that have no timer triggers of their own. A timer never runs beside
/// itself: a run that lasts past its next time makes that time pass by, as on Azure Functions.
/// </summary>
internal sealed partial class TimerLoops(
    ExpressApp app, IServiceScopeFactory scopes, TimeProvider time, ILogger<TimerLoops> logger) : BackgroundService
{
    // 1 day: a delay has an upper limit of some weeks, and the clock may be set while it lasts.
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(app.Timers.Select(timer => LoopAsync(timer, stoppingToken)));

    private async Task LoopAsync(TimerRegistration timer, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await WaitUntilAsync(timer.Schedule.GetNextOccurrence(time.GetUtcNow().UtcDateTime), stop).ConfigureAwait(false);
                await RunAsync(timer, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task WaitUntilAsync(DateTime next, CancellationToken stop)
    {
        while (next - time.GetUtcNow().UtcDateTime is { Ticks: > 0 } left)
            await Task.Delay(left < WaitMax ? left : WaitMax, time, stop).ConfigureAwait(false);
    }

    private async Task RunAsync(TimerRegistration timer, CancellationToken stop)
    {
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            await timer.InvokeAsync(scope.ServiceProvider, stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            TimerFailed(logger, exception, timer.Name);
        }
    }

    [LoggerMessage(1301, LogLevel.Error, "The timer {Timer} failed; it will fire again at its next time.")]
    private static partial void TimerFailed(ILogger logger, Exception exception, string timer);
}
