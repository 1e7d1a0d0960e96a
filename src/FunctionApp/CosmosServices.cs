using Azure.Identity;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trivium.Cosmos.Embedded;

namespace Trivium.FunctionApp;

/// <summary>Registers the Cosmos DB client, the same one for every connection.</summary>
internal static class CosmosServices
{
    private const string DatabaseFileName = "cosmos.db";

    public static IServiceCollection AddCosmos(this IServiceCollection services, CosmosConnection connection) =>
        connection switch
        {
            CosmosConnection.Identity identity => services
                .AddSingleton(_ => new CosmosClient(identity.Endpoint.AbsoluteUri, Credential(identity), Options())),
            CosmosConnection.ConnectionString account => services
                .AddSingleton(_ => new CosmosClient(account.Value, Options())),
            CosmosConnection.Embedded embedded => services
                .AddSingleton(provider => EmbeddedCosmos.Open(new EmbeddedCosmosOptions
                {
                    DatabasePath = Path.Combine(embedded.Directory, DatabaseFileName),
                    LoggerFactory = provider.GetRequiredService<ILoggerFactory>(),
                }))
                .AddSingleton(provider => provider.GetRequiredService<EmbeddedCosmos>().CreateClient()),
            _ => throw new InvalidOperationException($"There is no connection {connection.GetType().Name}."),
        };

    private static DefaultAzureCredential Credential(CosmosConnection.Identity identity) =>
        new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = identity.ClientId });

    private static CosmosClientOptions Options() => new() { ApplicationName = "Trivium" };
}
