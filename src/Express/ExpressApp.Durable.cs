using System.Runtime.CompilerServices;

namespace Trivium.Express;

// The durable half: what runs without a request.
public sealed partial class ExpressApp
{
    private readonly List<TimerRegistration> _timers = [];
    private readonly List<(Type Type, SourceLocation At)> _required = [];
    private readonly DurableCatalog _durable = new();

    /// <summary>The orchestrations and activities; asking for them builds the app.</summary>
    /// <exception cref="ExpressBuildException">The app has faults.</exception>
    public DurableCatalog Durable
    {
        get
        {
            Built();
            return _durable;
        }
    }

    /// <summary>The timers; asking for them builds the app.</summary>
    /// <exception cref="ExpressBuildException">The app has faults.</exception>
    public IReadOnlyList<TimerRegistration> Timers
    {
        get
        {
            Built();
            return _timers;
        }
    }

    /// <summary>Registers an activity.</summary>
    /// <param name="name">Its typed name.</param>
    /// <param name="handler">
    /// Takes one <typeparamref name="TInput"/> (none when that is <see cref="Nothing"/>), an
    /// <see cref="ActivityContext"/> and a <see cref="CancellationToken"/> if wanted, and services of a scope made
    /// for the call; returns <typeparamref name="TOutput"/>, plain or as Task or ValueTask, or nothing when that is
    /// <see cref="Nothing"/>.
    /// </param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <typeparam name="TInput">The activity's input.</typeparam>
    /// <typeparam name="TOutput">The activity's output.</typeparam>
    /// <exception cref="InvalidOperationException">The app is built already.</exception>
    public void Activity<TInput, TOutput>(
        Activity<TInput, TOutput> name,
        Delegate handler,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(handler);
        var at = new SourceLocation(file, line);
        if (!_registrations.Claim("Activity", name.Name, at))
            return;
        var shape = new HandlerShape(typeof(TInput), typeof(TOutput), TakesActivityContext: true);
        void Fault(string message) => _registrations.Fault("Activity", name.Name, at, message);
        if (HandlerBinder.Bind(handler, shape, Services, Fault)
            is { } bound)
        {
            _durable.TryAdd(
                new ActivityRegistration(
                    name.Name, typeof(TInput), typeof(TOutput), at,
                    (context, input, services, stop) => bound(new HandlerCall(context, input, services, stop))),
                out _);
        }
    }

    /// <summary>Registers an orchestration that leaves an output.</summary>
    /// <param name="name">Its typed name.</param>
    /// <param name="orchestrator">The orchestrator: awaits nothing but what its context returns.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <typeparam name="TInput">The orchestration's input.</typeparam>
    /// <typeparam name="TOutput">The orchestration's output.</typeparam>
    /// <exception cref="InvalidOperationException">The app is built already.</exception>
    public void Orchestration<TInput, TOutput>(
        Orchestration<TInput, TOutput> name,
        Func<IOrchestrationContext, TInput, Task<TOutput>> orchestrator,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(orchestrator);

        // No ConfigureAwait(false): the continuation belongs on the engine's scheduler.
        AddOrchestration(
            name,
            async (context, input) => await orchestrator(context, (TInput)input!),
            new SourceLocation(file, line));
    }

    /// <summary>Registers an orchestration without output.</summary>
    /// <param name="name">Its typed name.</param>
    /// <param name="orchestrator">The orchestrator: awaits nothing but what its context returns.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <typeparam name="TInput">The orchestration's input.</typeparam>
    /// <exception cref="InvalidOperationException">The app is built already.</exception>
    public void Orchestration<TInput>(
        Orchestration<TInput, Nothing> name,
        Func<IOrchestrationContext, TInput, Task> orchestrator,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(orchestrator);
        AddOrchestration(
            name,
            async (context, input) =>
            {
                await orchestrator(context, (TInput)input!);
                return Nothing.Value;
            },
            new SourceLocation(file, line));
    }

    /// <summary>Registers a timer: a lambda run on a schedule, once on all instances of the app together.</summary>
    /// <param name="name">Its name: a letter, then letters, digits, <c>-</c> or <c>_</c>.</param>
    /// <param name="ncrontab">Six fields, UTC: second minute hour day month weekday, as in Azure Functions.</param>
    /// <param name="handler">
    /// Takes a <see cref="CancellationToken"/> and services of a scope made for the call; returns nothing, Task or
    /// ValueTask.
    /// </param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="InvalidOperationException">The app is built already.</exception>
    public void Timer(
        string name,
        string ncrontab,
        Delegate handler,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(ncrontab);
        ArgumentNullException.ThrowIfNull(handler);
        var at = new SourceLocation(file, line);
        if (!_registrations.Claim("Timer", name, at))
            return;
        void Fault(string message) => _registrations.Fault("Timer", name, at, message);
        var schedule = TimerSchedule.Parse(ncrontab, Fault);
        var shape = new HandlerShape(typeof(Nothing), typeof(Nothing), TakesActivityContext: false);
        var bound = HandlerBinder.Bind(handler, shape, Services, Fault);
        if (schedule is not null && bound is not null)
        {
            _timers.Add(new TimerRegistration(
                name, ncrontab, schedule, at, (services, stop) => bound(new HandlerCall(null, null, services, stop))));
        }
    }

    /// <summary>
    /// Makes it a fault when an activity or orchestration named by a static field or property of
    /// <paramref name="names"/> is not registered. Orchestrators are opaque to <see cref="Build"/>; this tells it
    /// what they call.
    /// </summary>
    /// <param name="names">The type that holds the typed names.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="InvalidOperationException">The app is built already.</exception>
    public void RequireRegistered(Type names, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(names);
        var at = new SourceLocation(file, line);
        _registrations.EnsureOpen($"RequireRegistered(typeof({names.Name}))", at);
        _required.Add((names, at));
    }

    private void AddOrchestration<TInput, TOutput>(
        Orchestration<TInput, TOutput> name,
        Func<IOrchestrationContext, object?, Task<object?>> invoke,
        SourceLocation at)
    {
        if (_registrations.Claim("Orchestration", name.Name, at))
        {
            _durable.TryAdd(
                new OrchestrationRegistration(name.Name, typeof(TInput), typeof(TOutput), at, invoke), out _);
        }
    }
}
