using DurableFailureDetails = Microsoft.DurableTask.TaskFailureDetails;
using DurableTaskFailedException = Microsoft.DurableTask.TaskFailedException;

namespace Trivium.Express.Functions.Tests;

public class FailuresTests
{
    [Fact]
    public void From_FailedCall_KeepsTypeMessageAndCause()
    {
        var cause = new DurableFailureDetails("System.FormatException", "bad digit", null, null, null);
        var details = new DurableFailureDetails("System.ArgumentException", "bad", "at X", cause, null);

        var failed = Failures.From(new DurableTaskFailedException("parse", 7, details));

        Assert.Equal("parse", failed.TaskName);
        Assert.Equal(7, failed.TaskId);
        Assert.True(failed.FailureDetails.IsCausedBy<ArgumentException>());
        Assert.Equal(
            new TaskFailureDetails(
                "System.ArgumentException", "bad", "at X", new TaskFailureDetails("System.FormatException", "bad digit")),
            failed.FailureDetails);
    }

    [Fact]
    public void ToDurable_FailedCallLeavesAnOrchestrator_CarriesTheSameDetailsAsElsewhere()
    {
        var failure = new TaskFailedException("parse", 7, new TaskFailureDetails("X", "bad"));

        var durable = Failures.ToDurable(failure).FailureDetails!;

        Assert.Equal(typeof(TaskFailedException).FullName, durable.ErrorType);
        Assert.Equal("Task 'parse' (#7) failed: bad", durable.ErrorMessage);
        Assert.Equal("X", durable.InnerFailure!.ErrorType);
        Assert.Equal("bad", durable.InnerFailure.ErrorMessage);
    }
}
