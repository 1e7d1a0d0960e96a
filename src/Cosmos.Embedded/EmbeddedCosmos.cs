using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Protocol;
using Trivium.Cosmos.Embedded.Search;
using Trivium.Cosmos.Embedded.Storage;
using Trivium.Cosmos.Embedded.Writes;

namespace Trivium.Cosmos.Embedded;

/// <summary>
/// An Azure Cosmos DB for NoSQL account in this process. The official SDK talks to it through its own protocol, without
/// a socket. Linearizable; an acknowledged write has survived what <see cref="EmbeddedCosmosOptions.Durability"/> says.
/// </summary>
public sealed class EmbeddedCosmos : IAsyncDisposable
{
    // No socket is behind it; ".invalid" can never be resolved should a request escape the handler.
    private const string Endpoint = "http://embedded.invalid/";

    // The protocol wants a key in base64; nobody checks it in process.
    private const string Key = "ZW1iZWRkZWQ=";

    private readonly Engine _engine;
    private readonly WriterLoop _writer;
    private readonly Router _router;
    private readonly ExpirySweep _sweep;

    private EmbeddedCosmos(EmbeddedCosmosOptions options, WriterLoop writer, SearchIndexes search, ILogger logger)
    {
        _writer = writer;
        _engine = new Engine(options, writer, search, logger);
        _router = new Router(_engine);
        _sweep = new ExpirySweep(_engine);
    }

    /// <summary>
    /// Opens an account. Items stay in the file until they are asked for, so it takes no longer with many.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The database file was written by a newer version of this library, or another engine has it open.
    /// </exception>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The file is not a database, or cannot be
    /// written.</exception>
    public static EmbeddedCosmos Open(EmbeddedCosmosOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var logger = options.LoggerFactory.CreateLogger<EmbeddedCosmos>();
        IAccountStore store = options.DatabasePath is null
            ? new MemoryStore()
            : new SqliteAccountStore(options.DatabasePath, options.Durability, options.ItemCacheBytesMax);
        try
        {
            var search = new SearchIndexes(options, logger);
            return new EmbeddedCosmos(
                options, new WriterLoop(store, options.TimeProvider, logger, [search]), search, logger);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A handler that answers the Cosmos DB REST protocol. It holds nothing; many clients may share one.
    /// </summary>
    public HttpMessageHandler CreateHandler() => new InProcessHandler(_router.Handle);

    /// <summary>An official client of this account, in gateway mode. The caller disposes it.</summary>
    /// <param name="configure">Changes further options, such as the serializer or bulk mode.</param>
    public CosmosClient CreateClient(Action<CosmosClientOptions>? configure = null)
    {
        // Else every client asks the machine's cloud metadata address at start, through the handler.
        Environment.SetEnvironmentVariable("COSMOS_DISABLE_IMDS_ACCESS", "true");
        var handler = CreateHandler();
        var options = new CosmosClientOptions
        {
            ConnectionMode = ConnectionMode.Gateway,
            HttpClientFactory = () => new HttpClient(handler, disposeHandler: false),
        };
        configure?.Invoke(options);
        return new CosmosClient(Endpoint, Key, options);
    }

    /// <summary>
    /// For tests: until the result is disposed, reads and queries see the container as it is now, while writes go on.
    /// So one container lags behind the others, as it may on an account with bounded staleness.
    /// </summary>
    /// <param name="database">The database's name.</param>
    /// <param name="container">The container's name.</param>
    /// <exception cref="InvalidOperationException">
    /// There is no such container, or its reads are held back already.
    /// </exception>
    public IDisposable HoldBackReads(string database, string container)
    {
        var snapshot = _writer.Snapshot();
        try
        {
            return _engine.HeldBackReads.Hold(snapshot, database, container);
        }
        catch (Exception error)
        {
            snapshot.Dispose();
            throw error is RequestFailure ? new InvalidOperationException(error.Message, error) : error;
        }
    }

    /// <summary>What is stored, for tests that look behind the protocol.</summary>
    internal AccountSnapshot Snapshot() => _writer.Snapshot();

    /// <summary>Removes what is expired now, for tests that do not wait for the next sweep.</summary>
    internal Task RemoveExpired() => _sweep.Run();

    /// <summary>The search indexes, for tests that compare them with scans.</summary>
    internal SearchIndexes Search => _engine.Search;

    /// <summary>Finishes the writes under way and closes the file. Later writes are answered 503.</summary>
    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
        _engine.Search.Dispose();
    }
}
