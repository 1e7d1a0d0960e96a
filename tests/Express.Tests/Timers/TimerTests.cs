using Microsoft.Extensions.DependencyInjection;

namespace Trivium.Express.Tests.Timers;

public sealed class TimerTests
{
    [Fact]
    public async Task Timer_Registered_HasScheduleAndRuns()
    {
        var runs = new List<bool>();
        using var stop = new CancellationTokenSource();
        var app = Apps.Of(
            app => app.Timer(
                "sweep", "30 */5 * * * *", (List<bool> runs, CancellationToken token) => runs.Add(token == stop.Token)),
            services => services.AddSingleton(runs));
        var timer = Assert.Single(app.Timers);
        Assert.Equal(("sweep", "30 */5 * * * *"), (timer.Name, timer.Expression));
        Assert.Equal(
            new DateTime(2026, 1, 1, 0, 5, 30), timer.Schedule.GetNextOccurrence(new DateTime(2026, 1, 1, 0, 0, 30)));
        await timer.InvokeAsync(app.Services, stop.Token);
        Assert.Equal([true], runs);
    }

    [Theory]
    [InlineData("*/5 * * * *", "is no schedule of six fields")]
    [InlineData("soon", "is no schedule of six fields")]
    [InlineData("0 0 0 30 2 *", "never fires")]
    public void Build_BadSchedule_IsAFault(string ncrontab, string fault)
    {
        var message = Assert.Single(Apps.FaultsOf(app => app.Timer("sweep", ncrontab, () => { })));
        Assert.StartsWith("Timer 'sweep' (TimerTests.cs:", message);
        Assert.Contains($"'{ncrontab}' {fault}", message);
    }

    [Theory]
    [InlineData("0 0 0 29 2 *")]
    [InlineData("0 0 3 * * MON-FRI")]
    [InlineData("59 59 23 31 12 *")]
    public void Build_RareSchedule_IsAccepted(string ncrontab) =>
        Assert.Single(Apps.Of(app => app.Timer("sweep", ncrontab, () => { })).Timers);

    [Fact]
    public void Build_TimerWithUnknownService_IsAFault() =>
        Assert.Contains("'context' (ActivityContext) is neither", Assert.Single(Apps.FaultsOf(
            app => app.Timer("sweep", "0 * * * * *", (ActivityContext context) => { }))));
}
