using DurableFailureDetails = Microsoft.DurableTask.TaskFailureDetails;
using DurableMetadata = Microsoft.DurableTask.Client.OrchestrationMetadata;
using DurableStatus = Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace Trivium.Express.Functions.Tests;

public class InstanceStatesTests
{
    [Fact]
    public void From_ToDurable_IsTheSameStatus() => Assert.All(
        Enum.GetValues<OrchestrationRuntimeStatus>(),
        status => Assert.Equal(status, InstanceStates.From(InstanceStates.ToDurable(status))));

    [Fact]
    public void From_FailedWithDetails_HasThem()
    {
        var instance = new DurableMetadata("run", "1")
        {
            RuntimeStatus = DurableStatus.Failed,
            FailureDetails = new DurableFailureDetails("X", "bad", null, null, null),
            SerializedOutput = "something else",
        };

        Assert.Equal(new TaskFailureDetails("X", "bad"), InstanceStates.From(instance, true).FailureDetails);
    }

    [Theory]
    [InlineData("bad", "bad")]
    [InlineData("\"bad\"", "bad")]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    public void From_FailedWithoutDetails_TakesTheMessageFromTheOutput(string output, string expected)
    {
        var instance = new DurableMetadata("run", "1") { RuntimeStatus = DurableStatus.Failed, SerializedOutput = output };

        var state = InstanceStates.From(instance, withInputsAndOutputs: false);

        Assert.Equal(new TaskFailureDetails("(unknown)", expected), state.FailureDetails);
        Assert.Null(state.SerializedOutput);
    }

    [Fact]
    public void From_Completed_HasOutputsOnlyWhenAskedFor()
    {
        var instance = new DurableMetadata("run", "1")
        {
            RuntimeStatus = DurableStatus.Completed,
            SerializedInput = "1",
            SerializedOutput = "2",
            SerializedCustomStatus = "3",
        };

        Assert.Equal(("1", "2", "3"), Parts(InstanceStates.From(instance, true)));
        Assert.Equal((null, null, "3"), Parts(InstanceStates.From(instance, false)));

        static (string?, string?, string?) Parts(OrchestrationMetadata state) =>
            (state.SerializedInput, state.SerializedOutput, state.SerializedCustomStatus);
    }
}
