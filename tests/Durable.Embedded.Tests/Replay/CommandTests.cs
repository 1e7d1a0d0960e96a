using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

public sealed class CommandTests
{
    [Fact]
    public void Complete_BeforeRecorded_ThrowsBothStates()
    {
        var command = new ActivityCommand(3, "parse", null);

        var error = Assert.Throws<InvalidOperationException>(() => command.Apply(new ActivityCompleted(3, null)));

        Assert.Equal("ActivityCommand #3 cannot go from Issued to Completed; only from Recorded.", error.Message);
    }

    [Fact]
    public void Complete_Twice_ThrowsBothStates()
    {
        var command = new ActivityCommand(3, "parse", null);
        command.Record();
        command.Apply(new ActivityFailed(3, new TaskFailureDetails("T", "m")));

        var error = Assert.Throws<InvalidOperationException>(() => command.Apply(new ActivityCompleted(3, null)));

        Assert.Equal("ActivityCommand #3 cannot go from Failed to Completed; only from Recorded.", error.Message);
    }

    [Fact]
    public void Fire_CancelledTimer_ThrowsBothStates()
    {
        var timer = new TimerCommand(1, DateTimeOffset.UnixEpoch);
        timer.Record();
        timer.Withdraw(new CancellationToken(true));

        var error = Assert.Throws<InvalidOperationException>(
            () => timer.Apply(new TimerFired(1, DateTimeOffset.UnixEpoch)));

        Assert.Equal("TimerCommand #1 cannot go from Cancelled to Completed; only from Recorded.", error.Message);
    }
}
