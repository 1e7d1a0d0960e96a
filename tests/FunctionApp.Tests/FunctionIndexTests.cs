using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;
using Trivium.FunctionApp.Tests.Hosting;
using Trivium.FunctionsTestHost;

namespace Trivium.FunctionApp.Tests;

/// <summary>What the Functions host is told there is.</summary>
[Collection(FunctionsContractHost.Name)]
public sealed partial class FunctionIndexTests(FunctionsContractHost host) : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton(TimeProvider.System).AddLogging().AddTrivium(_ => { }).AddExpress(TriviumApp.Configure)
        .BuildServiceProvider();

    private IReadOnlyList<WorkerFunction> Functions => host.Functions.Functions;

    private ExpressApp App => _services.GetRequiredService<ExpressApp>();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Functions_OfTheApp_AreEveryRouteActivityOrchestrationAndTimer()
    {
        Assert.Equal(App.Durable.Activities.Keys.Order(), NamesOf("activityTrigger"));
        Assert.Equal(App.Durable.Orchestrations.Keys.Order(), NamesOf("orchestrationTrigger"));
        Assert.Equal(App.Timers.Select(timer => timer.Name).Order(), NamesOf("timerTrigger"));
        IEnumerable<string> routes =
            from route in App.Routes
            from method in route.Methods
            select $"{method} {route.Pattern.Trim('/')}";
        IEnumerable<string> indexed =
            from function in Functions
            where function.TriggerType == "httpTrigger"
            from method in MethodsOf(function)
            select $"{method.ToUpperInvariant()} {function.Trigger.GetProperty("route").GetString()}";
        Assert.Equal(routes.Distinct().Order(), indexed.Order());
    }

    [Fact]
    public void Names_OfFunctions_AreTakenByTheHost()
    {
        Assert.All(Functions, function => Assert.Matches(FunctionName(), function.Name));
        Assert.Distinct(Functions.Select(function => function.Name), StringComparer.OrdinalIgnoreCase);
        Assert.Distinct(Functions.Select(function => function.Id));
    }

    [Fact]
    public void Fallback_AmongHttpFunctions_IsTriedLast()
    {
        WorkerFunction last = Functions.Where(function => function.TriggerType == "httpTrigger")
            .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Last();

        Assert.Equal("{*path}", last.Trigger.GetProperty("route").GetString());
        Assert.Empty(MethodsOf(last));
    }

    [Fact]
    public void HttpFunctions_AreAnonymousToTheHost_ForTheAppAsksForItsOwnKeys()
    {
        Assert.All(
            Functions.Where(function => function.TriggerType == "httpTrigger"),
            function => Assert.Equal("anonymous", Level(function), ignoreCase: true));
    }

    [Fact]
    public void Functions_OfAnyKindButOrchestrations_HaveADurableClient()
    {
        Assert.All(
            Functions.Where(function => function.TriggerType != "orchestrationTrigger"),
            function => Assert.NotNull(function.DurableClientName));
    }

    private static string Level(WorkerFunction function) =>
        function.Trigger.GetProperty("authLevel").GetString()!;

    private static IEnumerable<string> MethodsOf(WorkerFunction function) =>
        function.Trigger.TryGetProperty("methods", out JsonElement methods)
            ? methods.EnumerateArray().Select(method => method.GetString()!) : [];

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_-]{0,127}$")]
    private static partial Regex FunctionName();

    private IEnumerable<string> NamesOf(string trigger) =>
        Functions.Where(function => function.TriggerType == trigger).Select(function => function.Name).Order();
}
