using System.Text.Json;
using Microsoft.DurableTask;
using Moq;
using CoreTaskFailedException = DurableTask.Core.Exceptions.TaskFailedException;
using DurableTaskFailedException = Microsoft.DurableTask.TaskFailedException;
using DurableTaskOptions = Microsoft.DurableTask.TaskOptions;

namespace Trivium.Express.Functions.Tests;

public class FunctionsOrchestratorTests
{
    private static readonly Activity<int[], int> _sum = new("sum");
    private readonly Mock<TaskOrchestrationContext> _context = new();

    [Fact]
    public async Task RunAsync_InputAndOutput_AreTyped()
    {
        var orchestrator = Orchestrator(new Orchestration<int[], string[]>("run"), (_, input) =>
            Task.FromResult(input.Select(number => $"n{number}").ToArray()));

        var output = await orchestrator.RunAsync(_context.Object, JsonSerializer.SerializeToElement(new[] { 1, 2 }));

        Assert.Equal("""["n1","n2"]""", Assert.IsType<JsonElement>(output).GetRawText());
    }

    [Fact]
    public async Task RunAsync_CallsAnActivity_WrapsInputAndUnwrapsOutput()
    {
        _context.Setup(context => context.CallActivityAsync<JsonElement?>(
                It.Is<TaskName>(name => name.Name == "sum"),
                It.Is<object?>(input => ((JsonElement)input!).GetRawText() == """{"value":[1,2]}"""),
                It.IsAny<DurableTaskOptions?>()))
            .ReturnsAsync(ActivityPayload.Write(3));
        var orchestrator = Orchestrator(new Orchestration<int[], int>("run"), (context, input) => context.Call(_sum, input));

        var output = await orchestrator.RunAsync(_context.Object, JsonSerializer.SerializeToElement(new[] { 1, 2 }));

        Assert.Equal(3, Assert.IsType<JsonElement>(output).GetInt32());
    }

    [Fact]
    public async Task RunAsync_ActivityFails_OrchestratorCatchesTheExpressException()
    {
        FailingActivity();
        var orchestrator = Orchestrator(new Orchestration<int[], string>("run"), async (context, input) =>
        {
            try
            {
                await context.Call(_sum, input);
                return "no failure";
            }
            catch (TaskFailedException failed)
            {
                return $"{failed.TaskName} {failed.FailureDetails.ErrorType}";
            }
        });

        var output = await orchestrator.RunAsync(_context.Object, JsonSerializer.SerializeToElement(new[] { 1 }));

        Assert.Equal("sum System.FormatException", Assert.IsType<JsonElement>(output).GetString());
    }

    [Fact]
    public async Task RunAsync_FailureNotCaught_FailsWithItsDetails()
    {
        FailingActivity();
        var orchestrator = Orchestrator(new Orchestration<int[], int>("run"), (context, input) => context.Call(_sum, input));

        var exception = await Assert.ThrowsAsync<CoreTaskFailedException>(
            () => orchestrator.RunAsync(_context.Object, JsonSerializer.SerializeToElement(new[] { 1 })));

        Assert.Equal(typeof(TaskFailedException).FullName, exception.FailureDetails!.ErrorType);
        Assert.Equal("System.FormatException", exception.FailureDetails.InnerFailure!.ErrorType);
    }

    [Fact]
    public async Task RunAsync_NoInput_IsTheTypesDefault()
    {
        var orchestrator = Orchestrator(new Orchestration<string, string>("run"), (_, input) =>
            Task.FromResult(input is null ? "none" : "some"));

        Assert.Equal("none", Assert.IsType<JsonElement>(await orchestrator.RunAsync(_context.Object, null)).GetString());
    }

    private void FailingActivity() => _context
        .Setup(context => context.CallActivityAsync<JsonElement?>(
            It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<DurableTaskOptions?>()))
        .ThrowsAsync(new DurableTaskFailedException(
            "sum", 1, new Microsoft.DurableTask.TaskFailureDetails("System.FormatException", "bad", null, null, null)));

    private static FunctionsOrchestrator Orchestrator<TInput, TOutput>(
        Orchestration<TInput, TOutput> name, Func<IOrchestrationContext, TInput, Task<TOutput>> run)
    {
        var app = RouteTestApp.With(app =>
        {
            app.Orchestration(name, run);
            app.Activity(_sum, (int[] numbers) => numbers.Sum());
        });
        return new FunctionsOrchestrator(app.Durable.Orchestrations[name.Name]);
    }
}
