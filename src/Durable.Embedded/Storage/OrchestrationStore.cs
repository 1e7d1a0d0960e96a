namespace Trivium.Durable.Embedded;

/// <summary>Where an engine keeps its instances. One engine uses a store at a time.</summary>
public abstract class OrchestrationStore : IAsyncDisposable
{
    private protected OrchestrationStore()
    {
    }

    /// <summary>A store that is gone with the process.</summary>
    public static OrchestrationStore InMemory() => new InMemoryOrchestrationStore();

    /// <summary>A store in a SQLite database file.</summary>
    /// <param name="databasePath">The file; made when it is missing, in a directory that exists.</param>
    /// <param name="durability">What survives: a power cut, or the end of the process only.</param>
    public static OrchestrationStore Sqlite(
        string databasePath, StorageDurability durability = StorageDurability.Disk) =>
        new SqliteOrchestrationStore(databasePath, durability);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    /// <summary>Opens the store and brings its schema up to date.</summary>
    /// <exception cref="OrchestrationStoreException">It is in use, of a newer version, or not a database.</exception>
    internal abstract Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> as one transaction: stored when this returns, undone when it throws.
    /// </summary>
    internal abstract Task<T> WriteAsync<T>(Func<IStoreTransaction, T> work);

    /// <summary>Reads at one moment.</summary>
    internal abstract Task<T> ReadAsync<T>(Func<IStoreReader, T> work);
}
