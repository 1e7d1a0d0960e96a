using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trivium.Express.Tests.Sending;

/// <summary>An app on a real Kestrel.</summary>
internal sealed class KestrelHost : IAsyncDisposable
{
    private readonly WebApplication _web;

    private KestrelHost(WebApplication web, HttpClient client)
    {
        _web = web;
        Client = client;
    }

    public HttpClient Client { get; }

    public ExpressApp App => _web.Services.GetRequiredService<ExpressApp>();

    public static async Task<KestrelHost> StartAsync(Action<ExpressApp> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddExpress(configure);
        var web = builder.Build();
        web.UseExpress();
        await web.StartAsync();
        var address = web.Services.GetRequiredService<IServer>()
            .Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        return new KestrelHost(web, new HttpClient { BaseAddress = new Uri(address) });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _web.DisposeAsync();
    }
}
