namespace Trivium.FunctionApp;

/// <summary>Where the Cosmos DB account is and how it is entered.</summary>
internal abstract record CosmosConnection
{
    private CosmosConnection()
    {
    }

    /// <summary>An account entered with the identity of the app; no secret is kept.</summary>
    /// <param name="Endpoint">The account's address.</param>
    /// <param name="ClientId">The user-assigned identity; null: the system-assigned one, or whoever is signed in.</param>
    public sealed record Identity(Uri Endpoint, string? ClientId) : CosmosConnection;

    /// <summary>An account entered with a key.</summary>
    /// <param name="Value">The connection string: a secret.</param>
    public sealed record ConnectionString(string Value) : CosmosConnection
    {
        /// <summary>Without the secret.</summary>
        public override string ToString() => nameof(ConnectionString);
    }

    /// <summary>The engine in this process.</summary>
    /// <param name="Directory">Where it stores.</param>
    public sealed record Embedded(string Directory) : CosmosConnection;
}
