using Microsoft.Extensions.DependencyInjection;

namespace Trivium.Express.Tests.Activities;

public sealed class ActivityTests
{
    private static readonly ActivityContext Call = new("double", "instance-1");

    public static TheoryData<Delegate> Doublers => new(
        (int n) => n * 2,
        (int n) => Task.FromResult(n * 2),
        (int n) => ValueTask.FromResult(n * 2),
        async (int n, CancellationToken stop) =>
        {
            await Task.Yield();
            stop.ThrowIfCancellationRequested();
            return n * 2;
        },
        (ActivityContext context, int n, Factor factor) => context.InstanceId == "instance-1" ? n * factor.Value : 0,
        ([FromKeyedServices("two")] Factor factor, int n) => n * factor.Value,
        (int n, IServiceProvider services) => n * services.GetRequiredService<Factor>().Value,
        (int n, string unknown = "2") => n * int.Parse(unknown));

    [Theory]
    [MemberData(nameof(Doublers))]
    public async Task InvokeAsync_EveryShape_BindsAndReturns(Delegate handler)
    {
        var app = Apps.Of(app => app.Activity(new Activity<int, int>("double"), handler), AddFactor);
        await using var scope = app.Services.CreateAsyncScope();
        var activity = app.Durable.Activities["double"];
        Assert.Equal((typeof(int), typeof(int)), (activity.InputType, activity.OutputType));
        Assert.Equal(42, await activity.InvokeAsync(Call, 21, scope.ServiceProvider, CancellationToken.None));
    }

    public static TheoryData<Func<List<int>, Delegate>> Silent => new(
        seen => (Factor factor) => seen.Add(factor.Value),
        seen => (Factor factor) =>
        {
            seen.Add(factor.Value);
            return Task.CompletedTask;
        },
        seen => (Factor factor) =>
        {
            seen.Add(factor.Value);
            return ValueTask.CompletedTask;
        });

    [Theory]
    [MemberData(nameof(Silent))]
    public async Task InvokeAsync_WithNothingInAndOut_ReturnsNull(Func<List<int>, Delegate> handler)
    {
        var seen = new List<int>();
        var app = Apps.Of(app => app.Activity(new Activity<Nothing, Nothing>("double"), handler(seen)), AddFactor);
        await using var scope = app.Services.CreateAsyncScope();
        var activity = app.Durable.Activities["double"];
        Assert.Null(await activity.InvokeAsync(Call, null, scope.ServiceProvider, CancellationToken.None));
        Assert.Equal([2], seen);
    }

    [Fact]
    public async Task InvokeAsync_HandlerThrowsAtOnce_FailsTheTask()
    {
        var app = Apps.Of(app => app.Activity(
            new Activity<int, int>("double"), int (int _) => throw new FormatException("bad")));
        var task = app.Durable.Activities["double"].InvokeAsync(Call, 1, app.Services, CancellationToken.None);
        Assert.Equal("bad", (await Assert.ThrowsAsync<FormatException>(() => task)).Message);
    }

    [Theory]
    [InlineData(null, "The activity 'double' was called without an input; it takes Int32.")]
    [InlineData("x", "The activity 'double' was called with String; it takes Int32.")]
    public async Task InvokeAsync_WrongInput_SaysSo(object? input, string message)
    {
        var app = Apps.Of(app => app.Activity(new Activity<int, int>("double"), (int n) => n));
        var task = app.Durable.Activities["double"].InvokeAsync(Call, input, app.Services, CancellationToken.None);
        Assert.Equal(message, (await Assert.ThrowsAsync<InvalidOperationException>(() => task)).Message);
    }

    [Fact]
    public async Task InvokeAsync_NullTaskReturned_SaysSo()
    {
        var app = Apps.Of(app => app.Activity(new Activity<int, int>("double"), Task<int>? (int _) => null));
        var task = app.Durable.Activities["double"].InvokeAsync(Call, 1, app.Services, CancellationToken.None);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => task);
        Assert.EndsWith("Did you forget `async`?", error.Message);
    }

    public static TheoryData<Delegate, string> Wrong => new()
    {
        { () => 1, "the handler must take one Int32, its input; it takes none" },
        { (int a, int b) => a + b, "the handler must take one Int32, its input; it takes 2" },
        { (int n) => $"{n}", "the handler returns String; it must return Int32" },
        {
            (int n) => Task.FromResult(new List<int> { n }),
            "the handler returns Task<List<Int32>>; it must return Int32"
        },
        {
            (int n) => Task.CompletedTask,
            "the handler returns nothing; it must return Int32. Did you forget `return`?"
        },
        {
            (int n, Factor factor) => n * factor.Value,
            "the parameter 'factor' (Factor) is neither the input nor a registered service. "
            + "Did you forget `services.Add…<Factor>()`?"
        },
        {
            (int n, [FromKeyedServices("two")] Factor factor) => n * factor.Value,
            "the parameter 'factor' (Factor) is neither the input nor a registered service. "
            + "Did you forget `services.Add…<Factor>()`?"
        },
        { (int n, in long m) => n, "the parameter 'm' is passed by reference; pass it by value" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Build_WrongHandler_NamesActivityPlaceAndFault(Delegate handler, string fault)
    {
        var line = 0;
        var faults = Apps.FaultsOf(app =>
        {
            line = Here();
            app.Activity(new Activity<int, int>("double"), handler);
        });
        Assert.Equal([$"Activity 'double' (ActivityTests.cs:{line + 1}): {fault.TrimEnd('.')}."], faults);
    }

    [Fact]
    public void Build_ResultWhereNothingIsExpected_IsAFault()
    {
        var faults = Apps.FaultsOf(app => app.Activity(
            new Activity<int, Nothing>("save"), (int n) => Task.FromResult(n)));
        Assert.EndsWith(
            "the handler returns Task<Int32> where no output is declared; it must return nothing.",
            Assert.Single(faults));
    }

    private static int Here([System.Runtime.CompilerServices.CallerLineNumber] int line = 0) => line;

    private static void AddFactor(IServiceCollection services) =>
        services.AddScoped<Factor>().AddKeyedSingleton<Factor>("two");

    public sealed class Factor
    {
        public int Value { get; } = 2;
    }
}
