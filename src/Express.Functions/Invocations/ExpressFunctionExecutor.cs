using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.DependencyInjection;

namespace Trivium.Express.Functions;

/// <summary>Runs the functions of the app, told apart by entry point; others are left to the executor within.</summary>
internal sealed class ExpressFunctionExecutor : IFunctionExecutor
{
    private static readonly string _http = FunctionEntryPoints.Of(nameof(FunctionEntryPoints.Http));
    private static readonly string _fallback = FunctionEntryPoints.Of(nameof(FunctionEntryPoints.Fallback));
    private static readonly string _timer = FunctionEntryPoints.Of(nameof(FunctionEntryPoints.Timer));
    private static readonly string _activity = FunctionEntryPoints.Of(nameof(FunctionEntryPoints.Activity));

    private readonly IFunctionExecutor _inner;
    private readonly CurrentInvocation _current;
    private readonly HttpInvocation _httpInvocation;
    private readonly TimerInvocation _timerInvocation;
    private readonly ActivityInvocation _activityInvocation;

    public ExpressFunctionExecutor(IFunctionExecutor inner, IServiceProvider services)
    {
        _inner = inner;
        _current = services.GetRequiredService<CurrentInvocation>();
        _httpInvocation = services.GetRequiredService<HttpInvocation>();
        _timerInvocation = services.GetRequiredService<TimerInvocation>();
        _activityInvocation = services.GetRequiredService<ActivityInvocation>();
    }

    public ValueTask ExecuteAsync(FunctionContext context)
    {
        var entryPoint = context.FunctionDefinition.EntryPoint;
        if (entryPoint == _http || entryPoint == _fallback)
            return RunAsync(context, _httpInvocation.RunAsync);
        if (entryPoint == _activity)
            return RunAsync(context, _activityInvocation.RunAsync);
        if (entryPoint == _timer)
            return RunAsync(context, _timerInvocation.RunAsync);
        return _inner.ExecuteAsync(context);
    }

    // An async method: what it sets stays within it.
    private async ValueTask RunAsync(FunctionContext context, Func<FunctionContext, Task> run)
    {
        _current.Context = context;
        await run(context);
    }
}
