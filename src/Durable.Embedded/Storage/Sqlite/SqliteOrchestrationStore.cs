namespace Trivium.Durable.Embedded;

/// <summary>
/// A store in a SQLite file: one exclusive connection, used by one at a time. Readers wait for a commit in progress;
/// turns seldom read (live instances are cached), and one connection needs neither shared memory nor a lock protocol.
/// </summary>
internal sealed class SqliteOrchestrationStore(string path, StorageDurability durability) : OrchestrationStore
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SqliteDatabase? _database;

    public override async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        try
        {
            _database?.Dispose();
            _database = null;
        }
        finally
        {
            _turn.Release();
        }
    }

    internal override async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _database ??= SqliteDatabase.Open(path, durability);
        }
        finally
        {
            _turn.Release();
        }
    }

    internal override async Task<T> WriteAsync<T>(Func<IStoreTransaction, T> work)
    {
        await _turn.WaitAsync();
        try
        {
            SqliteDatabase database = Database();
            database.Execute("BEGIN IMMEDIATE");
            try
            {
                T result = work(new SqliteTransactionTables(database));
                database.Execute("COMMIT");
                return result;
            }
            catch
            {
                Undo(database);
                throw;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    internal override async Task<T> ReadAsync<T>(Func<IStoreReader, T> work)
    {
        await _turn.WaitAsync();
        try
        {
            return work(new SqliteTransactionTables(Database()));
        }
        finally
        {
            _turn.Release();
        }
    }

    private static void Undo(SqliteDatabase database)
    {
        try
        {
            database.Execute("ROLLBACK");
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // A full disk or an I/O error has rolled back already; the first error is the one to report.
        }
    }

    private SqliteDatabase Database() => _database
        ?? throw new ObjectDisposedException(
            nameof(OrchestrationStore), $"The orchestration database '{path}' is not open.");
}
