using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

/// <summary>A running engine over a store in memory, on a clock the test moves.</summary>
internal sealed class EngineFixture : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private EngineFixture(
        DurableCatalog catalog,
        int idleInstancesMax,
        OrchestrationStore? store,
        Action<IServiceCollection>? services,
        ILoggerFactory? logs,
        ManualTimeProvider? time)
    {
        Time = time ?? new();
        var collection = new ServiceCollection();
        services?.Invoke(collection);
        _services = collection.BuildServiceProvider();
        Store = store ?? OrchestrationStore.InMemory();
        Options = new() { IdleInstancesMax = idleInstancesMax, ShutdownGracePeriod = TimeSpan.Zero };
        Engine = new(catalog, _services, Store, Time, Options, logs ?? NullLoggerFactory.Instance);
    }

    public ManualTimeProvider Time { get; }

    public OrchestrationStore Store { get; }

    public EmbeddedOrchestrationOptions Options { get; }

    public OrchestrationEngine Engine { get; }

    public IOrchestrationClient Client => Engine.Client;

    public static async Task<EngineFixture> StartAsync(
        DurableCatalog catalog,
        bool cached = true,
        OrchestrationStore? store = null,
        Action<IServiceCollection>? services = null,
        ILoggerFactory? logs = null,
        ManualTimeProvider? time = null)
    {
        var fixture = new EngineFixture(catalog, cached ? 1000 : 0, store, services, logs, time);
        await fixture.Engine.StartAsync();
        return fixture;
    }

    /// <summary>Starts an instance and waits for its end.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null)
    {
        string id = await Client.ScheduleNewOrchestrationInstanceAsync(name, input);
        return await EndAsync(id);
    }

    /// <summary>Waits for an instance's end.</summary>
    public Task<OrchestrationMetadata> EndAsync(string id) =>
        Client.WaitForInstanceCompletionAsync(id, true).WaitAsync(Guard);

    /// <summary>Waits until a timer is set, and lets its time pass.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await Time.TimerSet().WaitAsync(Guard);
        Time.Advance(time);
    }

    /// <summary>A test that hangs fails; how long it may take is no part of what it asserts.</summary>
    public static TimeSpan Guard { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Starts an instance and waits for its end; it must have completed.</summary>
    public async Task<T> ResultAsync<T>(string name, object? input = null) => Result<T>(await RunAsync(name, input));

    /// <summary>The output of an instance that completed.</summary>
    public static T Result<T>(OrchestrationMetadata ended)
    {
        Assert.True(
            ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed,
            $"{ended.RuntimeStatus}: {ended.FailureDetails?.ErrorMessage}");
        return JsonSerializer.Deserialize<T>(ended.SerializedOutput!, DurableJson.Options)!;
    }

    /// <summary>Why an instance failed.</summary>
    public static TaskFailureDetails Failure(OrchestrationMetadata ended)
    {
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        return ended.FailureDetails!;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await Store.DisposeAsync();
        await _services.DisposeAsync();
    }
}
