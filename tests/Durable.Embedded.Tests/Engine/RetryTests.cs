using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

public sealed class RetryTests
{
    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public async Task CallActivity_FailsTwice_IsTriedAgainAfterEachBackoff(bool cached)
    {
        int attempts = 0;
        await using EngineFixture engine = await EngineFixture.StartAsync(
            Catalog(
                () => ++attempts < 3 ? throw new IOException("busy") : attempts,
                new RetryPolicy(5, TimeSpan.FromMinutes(2), backoffCoefficient: 3)),
            cached);
        DateTimeOffset begin = engine.Time.GetUtcNow();
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("run");

        await engine.PassAsync(TimeSpan.FromMinutes(2));
        await engine.PassAsync(TimeSpan.FromMinutes(6));
        (int result, DateTimeOffset at) = EngineFixture.Result<Ended>(await engine.EndAsync(id));

        Assert.Equal(3, result);
        Assert.Equal(begin.AddMinutes(8), at);
    }

    [Fact]
    public async Task CallActivity_AttemptsUsedUp_ThrowsTheLastFailure()
    {
        int attempts = 0;
        await using EngineFixture engine = await EngineFixture.StartAsync(Catalog(
            () => throw new IOException($"busy {++attempts}"), new RetryPolicy(2, TimeSpan.FromSeconds(1))));
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("run");

        await engine.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("busy 2", EngineFixture.Failure(await engine.EndAsync(id)).InnerFailure!.ErrorMessage);
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task CallActivity_FailureNotWorthARetry_IsNotRetried()
    {
        int attempts = 0;
        await using EngineFixture engine = await EngineFixture.StartAsync(Catalog(
            () => throw new FormatException($"bad {++attempts}"),
            new RetryPolicy(
                5, TimeSpan.FromSeconds(1))
            { HandleFailure = failure => failure.IsCausedBy<IOException>() }));

        Assert.Equal("bad 1", EngineFixture.Failure(await engine.RunAsync("run")).InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task CallActivity_NextAttemptAfterTheTimeout_IsNotMade()
    {
        int attempts = 0;
        await using EngineFixture engine = await EngineFixture.StartAsync(Catalog(
            () => throw new IOException($"busy {++attempts}"),
            new RetryPolicy(9, TimeSpan.FromSeconds(40), retryTimeout: TimeSpan.FromSeconds(60))));
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("run");

        await engine.PassAsync(TimeSpan.FromSeconds(40));

        Assert.Equal("busy 2", EngineFixture.Failure(await engine.EndAsync(id)).InnerFailure!.ErrorMessage);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 35)]
    [InlineData(5000, 35)]
    public void Delay_ByAttempt_GrowsToTheLongestWait(int attempt, int seconds)
    {
        var policy = new RetryPolicy(9999, TimeSpan.FromSeconds(10), 2, TimeSpan.FromSeconds(35));

        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryLoop.Delay(policy, attempt));
    }

    private static DurableCatalog Catalog(Func<int> activity, RetryPolicy policy) => new DurableCatalog()
        .Activity<Nothing, int>("try", _ => activity())
        .Orchestration<Nothing, Ended>("run", async (context, _) =>
            new(await context.CallActivityAsync<int>("try", null, policy), context.CurrentUtcDateTime));

    private sealed record Ended(int Attempts, DateTimeOffset At);
}
