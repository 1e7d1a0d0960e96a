using Trivium.FunctionsTestHost;
using Trivium.Hosts.Tests.Hosts;

namespace Trivium.FunctionApp.Tests.Hosting;

/// <summary>The function app's worker, behind the Functions host's proxy, with Durable Functions.</summary>
public sealed class FunctionsContractHost : ContractHost
{
    public const string Name = "Functions host";

    private RunningFunctionApp _app = null!;

    /// <summary>The host.</summary>
    public TestHost Functions => _app.Host;

    protected override async Task<HttpClient> OpenAsync()
    {
        _app = await RunningFunctionApp.StartAsync();
        return _app.Client;
    }

    protected override async Task CloseAsync() => await _app.DisposeAsync();
}

[CollectionDefinition(FunctionsContractHost.Name)]
public sealed class FunctionsHostCases : ICollectionFixture<FunctionsContractHost>;
