using System.Net;
using Microsoft.Azure.Cosmos;

namespace Trivium.Storage;

/// <summary>
/// Makes sure, once per process, that the account keeps the promises the app rests on and that its containers are
/// there:
/// created where that is allowed, else checked.
/// </summary>
internal sealed class DatabaseProvisioning(TriviumDatabase database, TriviumOptions options)
{
    private readonly SemaphoreSlim _gate = new(1);
    private bool _done;

    /// <summary>True once <see cref="EnsureCreatedAsync"/> has succeeded.</summary>
    public bool IsReady => Volatile.Read(ref _done);

    /// <summary>Checks and creates; does nothing the second time.</summary>
    /// <exception cref="InvalidOperationException">The account or a container is not fit; the message says what to
    /// do.</exception>
    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        if (IsReady) return;

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (IsReady) return;

            await CheckConsistencyAsync();
            IReadOnlyList<ContainerProperties> wanted = ContainerDefinitions.All(
                database.Embedder, options.VectorIndex);
            if (options.CreateContainers)
                await CreateAsync(wanted, cancellationToken);
            else
                await CheckPresentAsync(wanted, cancellationToken);
            Volatile.Write(ref _done, true);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task CheckConsistencyAsync()
    {
        AccountProperties account = await database.Client.ReadAccountAsync();
        ConsistencyLevel level = database.Client.ClientOptions.ConsistencyLevel
            ?? account.Consistency.DefaultConsistencyLevel;
        if (level is ConsistencyLevel.Strong or ConsistencyLevel.BoundedStaleness || options.AcceptTornReads) return;

        throw new InvalidOperationException(
            $"The Cosmos DB account reads with consistency {level}; with anything weaker than BoundedStaleness a reader may see "
            + "half a document. Set the account's default consistency to BoundedStaleness or Strong, or accept the weaker "
            + $"guarantee with the option {nameof(TriviumOptions.AcceptTornReads)}.");
    }

    private async Task CreateAsync(IReadOnlyList<ContainerProperties> wanted, CancellationToken cancellationToken)
    {
        await database.Client.CreateDatabaseIfNotExistsAsync(
            options.DatabaseName, cancellationToken: cancellationToken);
        foreach (ContainerProperties properties in wanted)
        {
            ContainerResponse response = await database.Database.CreateContainerIfNotExistsAsync(
                properties, cancellationToken: cancellationToken);
            CheckShape(properties, response.Resource);
        }
    }

    private async Task CheckPresentAsync(IReadOnlyList<ContainerProperties> wanted, CancellationToken cancellationToken)
    {
        List<ContainerProperties> missing = [];
        foreach (ContainerProperties properties in wanted)
        {
            try
            {
                ContainerResponse response = await database.Database.GetContainer(properties.Id)
                    .ReadContainerAsync(cancellationToken: cancellationToken);
                CheckShape(properties, response.Resource);
            }
            catch (CosmosException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
            {
                missing.Add(properties);
            }
        }

        if (missing.Count == 0) return;

        IEnumerable<string> commands = missing.Select(properties =>
            $"az cosmosdb sql container create --account-name ACCOUNT --resource-group GROUP --database-name {options.DatabaseName} "
            + $"--name {properties.Id} --partition-key-path {string.Join(' ', properties.PartitionKeyPaths)}");
        throw new InvalidOperationException(
            $"The Cosmos DB database '{options.DatabaseName}' lacks {string.Join(", ", missing.Select(properties => properties.Id))}, "
            + $"and {nameof(TriviumOptions.CreateContainers)} is off. Provision them:\n{string.Join('\n', commands)}");
    }

    private static void CheckShape(ContainerProperties wanted, ContainerProperties found)
    {
        if (wanted.PartitionKeyPaths.SequenceEqual(found.PartitionKeyPaths)) return;

        throw new InvalidOperationException(
            $"The container '{found.Id}' has the partition key {string.Join(',', found.PartitionKeyPaths)}; "
            + $"{string.Join(',', wanted.PartitionKeyPaths)} is needed. Use another database or remove the container.");
    }
}
