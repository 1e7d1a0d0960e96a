namespace Trivium.Express.Functions.Tests;

public class CallOptionsTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void ForActivity_NoOptions_HasNone() => Assert.Null(CallOptions.ForActivity(null));

    [Fact]
    public void ForActivity_Policy_KeepsEveryValue()
    {
        var policy = CallOptions.ForActivity(new RetryPolicy(5, _second, 2, _minute, 2 * _minute))!.Retry!.Policy!;

        Assert.Equal(5, policy.MaxNumberOfAttempts);
        Assert.Equal(_second, policy.FirstRetryInterval);
        Assert.Equal(2, policy.BackoffCoefficient);
        Assert.Equal(_minute, policy.MaxRetryInterval);
        Assert.Equal(2 * _minute, policy.RetryTimeout);
    }

    [Fact]
    public void ForActivity_NoLimits_HasNoLimits()
    {
        var policy = CallOptions.ForActivity(new RetryPolicy(3, _second))!.Retry!.Policy!;

        Assert.Equal(Timeout.InfiniteTimeSpan, policy.MaxRetryInterval);
        Assert.Equal(Timeout.InfiniteTimeSpan, policy.RetryTimeout);
    }

    [Fact]
    public void ForActivity_LongestWaitBelowTheFirst_WaitsThatLong()
    {
        var policy = CallOptions.ForActivity(new RetryPolicy(3, _minute, 2, _second))!.Retry!.Policy!;

        Assert.Equal(_second, policy.FirstRetryInterval);
        Assert.Equal(_second, policy.MaxRetryInterval);
        Assert.Equal(3, policy.MaxNumberOfAttempts);
    }

    [Fact]
    public void ForActivity_TimeoutBelowTheFirstWait_IsTriedOnce()
    {
        var policy = CallOptions.ForActivity(new RetryPolicy(3, _minute, retryTimeout: _second))!.Retry!.Policy!;

        Assert.Equal(1, policy.MaxNumberOfAttempts);
    }

    [Fact]
    public void ForChild_NoVersion_TakesTheParents()
    {
        Assert.Equal("2.1", CallOptions.ForChild(null, "2.1").Version!.Value.Version);
        Assert.Null(CallOptions.ForChild(new SubOrchestrationOptions(), "").Version);
    }

    [Fact]
    public void ForChild_Options_KeepsThem()
    {
        var options = CallOptions.ForChild(new SubOrchestrationOptions(new RetryPolicy(2, _second), "child", "3"), "2");

        Assert.Equal("child", options.InstanceId);
        Assert.Equal("3", options.Version!.Value.Version);
        Assert.Equal(2, options.Retry!.Policy!.MaxNumberOfAttempts);
    }
}
