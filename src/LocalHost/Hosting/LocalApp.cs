using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Trivium.Cosmos.Embedded;

namespace Trivium.LocalHost.Hosting;

/// <summary>The app on Kestrel, the embedded orchestration engine and the embedded Cosmos DB engine: started, and serving.</summary>
internal sealed class LocalApp : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly EmbeddedCosmos _cosmos;

    private readonly string? _key;

    private LocalApp(WebApplication web, LocalHostSettings settings, EmbeddedCosmos cosmos, DataDirectory data)
    {
        _web = web;
        _cosmos = cosmos;
        _key = settings.OwnKey;
        Data = data;
        IServer server = web.Services.GetRequiredService<IServer>();
        string bound = server.Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Url = settings.Address.UrlOf(BindingAddress.Parse(bound).Port);
    }

    public DataDirectory Data { get; }

    /// <summary>The base URL, with the port that was really bound and without a slash at the end.</summary>
    public string Url { get; }

    /// <summary>A client that calls this host as its operator. It is the caller's to dispose.</summary>
    public HttpClient CreateClient() => ApiClient.Create(Url, _key);

    /// <summary>Cancelled when the host has been asked to stop.</summary>
    public CancellationToken Stopping => _web.Lifetime.ApplicationStopping;

    /// <exception cref="StartupException">The port or the data directory cannot be had.</exception>
    public static async Task<LocalApp> StartAsync(LocalHostOptions options, CancellationToken cancellationToken)
    {
        DataDirectory data = DataDirectory.Take(options.Data);
        EmbeddedCosmos? cosmos = null;
        WebApplication? web = null;
        try
        {
            LocalHostSettings settings = LocalHostSettings.Read(options);
            cosmos = Composition.OpenCosmos(options, data);
            web = Composition.Build(options, settings, data, cosmos);
            await web.StartAsync(cancellationToken);
            var app = new LocalApp(web, settings, cosmos, data);
            data.Announce(app.Url);
            return app;
        }
        catch (Exception exception)
        {
            await CloseAsync(web, cosmos, data);
            throw Explain(exception, options) is { } startup ? startup : exception;
        }
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _web.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync(CancellationToken.None);
        await CloseAsync(_web, _cosmos, Data);
    }

    // The engines stop before the store closes, and the store closes before another host may open it.
    private static async ValueTask CloseAsync(WebApplication? web, EmbeddedCosmos? cosmos, DataDirectory data)
    {
        if (web is not null)
        {
            await web.DisposeAsync();
        }

        if (cosmos is not null)
        {
            await cosmos.DisposeAsync();
        }

        data.Dispose();
    }

    private static StartupException? Explain(Exception exception, LocalHostOptions options) => exception switch
    {
        IOException { InnerException: AddressInUseException } =>
            new StartupException(
                $"Port {options.Port} on {options.Host} is in use. Stop what uses it, or choose another one with --port."),
        System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.AddressNotAvailable } =>
            new StartupException(
                $"This machine does not have the address {options.Host}. Choose one of its own with --host."),
        System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.AccessDenied } =>
            new StartupException($"Port {options.Port} needs rights this user does not have. Choose one above 1023 with --port."),
        _ => null,
    };
}
