using Microsoft.Extensions.Configuration;

namespace Trivium.FunctionApp;

/// <summary>Reads the connection to Cosmos DB: exactly one of three ways.</summary>
internal static class CosmosSettings
{
    private const string Ways =
        "Set Cosmos__accountEndpoint (with the app's managed identity), Cosmos__connectionString or, on your own machine, "
        + "Cosmos__embedded (a directory).";

    public static CosmosConnection? Read(IConfiguration configuration, List<string> faults)
    {
        string? endpoint = Value(configuration, "accountEndpoint");
        string? connectionString = Value(configuration, "connectionString");
        string? embedded = Value(configuration, "embedded");
        int given = new[] { endpoint, connectionString, embedded }.Count(value => value is not null);
        if (given != 1)
        {
            faults.Add($"There {(given == 0 ? "is no Cosmos DB account" : $"are {given} Cosmos DB accounts")}. {Ways}");
            return null;
        }

        return endpoint is not null ? Identity(endpoint, Value(configuration, "clientId"), faults)
            : connectionString is not null ? Account(connectionString, faults)
            : Embedded(embedded!, configuration, faults);
    }

    // Settings that are there but empty are those of a template that were not filled in.
    private static string? Value(IConfiguration configuration, string name) =>
        configuration[$"Cosmos:{name}"] is { Length: > 0 } value ? value : null;

    private static CosmosConnection.Identity? Identity(string endpoint, string? clientId, List<string> faults)
    {
        if (Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps)
            return new CosmosConnection.Identity(address, clientId);
        faults.Add($"Cosmos__accountEndpoint is '{endpoint}'; it looks like https://NAME.documents.azure.com:443/.");
        return null;
    }

    private static CosmosConnection.ConnectionString? Account(string connectionString, List<string> faults)
    {
        if (connectionString.Contains("AccountEndpoint=", StringComparison.OrdinalIgnoreCase)
            && connectionString.Contains("AccountKey=", StringComparison.OrdinalIgnoreCase))
            return new CosmosConnection.ConnectionString(connectionString);
        faults.Add(
            "Cosmos__connectionString does not hold AccountEndpoint=…;AccountKey=…; copy it from the account's keys.");
        return null;
    }

    private static CosmosConnection.Embedded? Embedded(
        string directory, IConfiguration configuration, List<string> faults)
    {
        if (configuration["WEBSITE_INSTANCE_ID"] is not { Length: > 0 })
            return new CosmosConnection.Embedded(Path.GetFullPath(directory));
        faults.Add(
            "Cosmos__embedded is for one machine: in Azure instances come and go with their disks, and each would have a "
            + "store of its own. Set Cosmos__accountEndpoint.");
        return null;
    }
}
