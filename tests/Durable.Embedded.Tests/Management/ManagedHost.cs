using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

/// <summary>A host with the management API over a real engine, spoken to as HTTP clients do.</summary>
internal sealed class ManagedHost : IAsyncDisposable
{
    public const string Instances = "/runtime/webhooks/durabletask/instances";

    public static readonly Orchestration<int, int> Double = new("double");

    public static readonly Orchestration<string, string> Wait = new("wait");

    public static readonly Orchestration<string, string> Fail = new("fail");

    private static readonly Activity<int, int> _double = new("double-number");

    private readonly IHost _host;

    private ManagedHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public IOrchestrationClient Client => _host.Services.GetRequiredService<IOrchestrationClient>();

    public ManualTimeProvider Time { get; private init; } = new();

    public static async Task<ManagedHost> StartAsync()
    {
        var time = new ManualTimeProvider();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddExpress(app =>
        {
            app.Activity(_double, (int value) => value * 2);
            app.Orchestration(Double, (context, value) => context.Call(_double, value));
            app.Orchestration(Wait, async (context, prefix) =>
            {
                context.SetCustomStatus(new { waiting = true });
                return prefix + await context.WaitForExternalEvent<string>("go");
            });
            app.Orchestration(Fail, (_, input) => throw new InvalidOperationException(input));
        });
        builder.Services.AddEmbeddedOrchestrations(options =>
        {
            options.ShutdownGracePeriod = TimeSpan.Zero;
            options.Catalog = services => services.GetRequiredService<ExpressApp>().Durable;
        });
        builder.Services.AddEmbeddedOrchestrationManagement();
        IHost host = builder.Build();
        await host.StartAsync();
        return new(host) { Time = time };
    }

    public Task<ExpressResponse> SendAsync(
        string method, string target, object? body = null, params (string Name, string Value)[] headers) =>
        _host.Services.GetRequiredService<ExpressApp>().SendAsync(method, target, body, headers);

    /// <summary>Starts an instance and waits until it has ended.</summary>
    public async Task EndedAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration, TInput input, string instanceId)
    {
        await Client.Start(orchestration, input, new StartOrchestrationOptions(instanceId));
        await Client.WaitForInstanceCompletionAsync(instanceId).WaitAsync(EngineFixture.Guard);
    }

    /// <summary>Starts an instance that waits for an event.</summary>
    public async Task WaitingAsync(string instanceId)
    {
        await Client.Start(Wait, "got ", new StartOrchestrationOptions(instanceId));
        await Client.WaitForInstanceStartAsync(instanceId).WaitAsync(EngineFixture.Guard);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}

/// <summary>Reads headers of answers.</summary>
internal static class ResponseHeaders
{
    /// <summary>The header, or null when it is absent.</summary>
    public static string? Header(this ExpressResponse response, string name) =>
        response.Headers.TryGetValue(name, out var values) ? values.ToString() : null;
}
