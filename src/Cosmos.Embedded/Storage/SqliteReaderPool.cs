using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>Connections for requests that read, opened when needed and kept for the next.</summary>
internal sealed class SqliteReaderPool(string path, ItemCache cache) : IDisposable
{
    // Kept when idle, each with up to 4 MB of pages; more are opened for a burst and closed after it.
    private const int IdleReadersMax = 8;

    private readonly Lock _lock = new();
    private readonly Stack<SqliteReader> _idle = new();
    private bool _isClosed;

    /// <summary>Shows the last committed version until the result is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The pool is closed.</exception>
    public IStoredVersion Open()
    {
        SqliteReader? reader;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            _idle.TryPop(out reader);
        }
        reader ??= new SqliteReader(path, cache);
        try
        {
            return new StoredVersion(this, reader, reader.Begin());
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Closes the idle connections; those in use are closed when they come back.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            while (_idle.TryPop(out var reader))
                reader.Dispose();
        }
    }

    private void Return(SqliteReader reader)
    {
        reader.End();
        lock (_lock)
        {
            if (!_isClosed && _idle.Count < IdleReadersMax)
            {
                _idle.Push(reader);
                return;
            }
        }
        reader.Dispose();
    }

    private sealed class StoredVersion(SqliteReaderPool pool, SqliteReader reader, long version) : IStoredVersion
    {
        private SqliteReader? _reader = reader;

        public long Version => version;

        public IItemRows Rows =>
            (_reader ?? throw new ObjectDisposedException(nameof(StoredVersion), "The snapshot was released.")).Rows;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _reader, null) is { } reader)
                pool.Return(reader);
        }
    }
}
