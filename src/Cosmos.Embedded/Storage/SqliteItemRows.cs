using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>
/// Reads the items of a database file over one connection. Every call runs its statement to the end under a lock, so
/// enumerations may overlap and several threads may read.
/// </summary>
internal sealed class SqliteItemRows : IItemRows, IDisposable
{
    // The first piece of a range: a query by key finds its row here, and TOP 1 reads little in vain.
    private const int FirstPieceRows = 16;

    // Later pieces: the search for where a piece begins costs little beside so many rows.
    private const int PieceRowsMax = 256;

    // A piece ends early here, whatever the number of rows: bounds what a range of large items holds.
    private const int PieceBytesMax = 1024 * 1024;

    // Beyond this a range is not one of the small ones that are read again and again: what it reads is kept only where
    // there is room, because keeping each item for a while costs the collector more than reading it anew.
    private const int KeptRowsMax = 2000;

    private const string Columns = "key, epk, id, sequence, lsn, timestamp, ttl, indexed_values, body";

    private readonly Lock _lock = new();
    private readonly ItemCache _cache;
    private readonly SqliteStatement _find;
    private readonly SqliteStatement _range;
    private readonly SqliteStatement _expired;
    private readonly SqliteStatement _owner;
    private readonly SqliteFeatureRows _features;

    public SqliteItemRows(SqliteConnection connection, ItemCache cache)
    {
        _cache = cache;
        _features = new SqliteFeatureRows(connection);
        var handle = connection.Handle!;
        _find = new(handle, $"SELECT {Columns} FROM items WHERE container = ?1 AND epk = ?2 AND id = ?3");
        _range = new(
            handle,
            $"""
            SELECT {Columns} FROM items WHERE container = ?1 AND (epk, id) >= (?2, ?3) AND epk < ?4
            ORDER BY epk, id LIMIT ?5
            """);
        _expired = new(
            handle,
            """
            SELECT key, epk, id, sequence, lsn, timestamp, ttl, indexed_values, x'' FROM items
            WHERE container = ?1 AND expires_at <= ?2 LIMIT ?3
            """);
        _owner = new(
            handle,
            """
            SELECT items.id FROM unique_keys JOIN items ON items.key = unique_keys.item
            WHERE unique_keys.container = ?1 AND unique_keys.entry = ?2
            """);
    }

    /// <summary>What stands for an entry in the unique keys, which may be as long as an item.</summary>
    public static byte[] EntryHash(string entry) => SHA256.HashData(Encoding.UTF8.GetBytes(entry));

    public StoredItem? Find(uint container, string epk, string id)
    {
        lock (_lock)
        {
            try
            {
                return _find.Bind(1, container).Bind(2, Convert.FromHexString(epk)).BindUtf8(3, id).Step()
                    ? Item(_find, epk) : null;
            }
            finally
            {
                _find.Reset();
            }
        }
    }

    public IEnumerable<StoredItem> Range(uint container, PartitionScope scope, string? afterEpk, string? afterId)
    {
        var end = EpkBound(scope.End);
        var (fromEpk, fromId) = afterEpk is not null && string.CompareOrdinal(afterEpk, scope.Start) >= 0
            ? (Convert.FromHexString(afterEpk), After(afterId!))
            : (EpkBound(scope.Start), [0]);
        var read = 0;
        for (var rows = FirstPieceRows; ; rows = PieceRowsMax)
        {
            var piece = ReadPiece(container, fromEpk, fromId, end, rows, read < KeptRowsMax, out var isLast);
            foreach (var item in piece)
                yield return item;
            if (isLast)
                yield break;
            read += piece.Count;
            (fromEpk, fromId) = (Convert.FromHexString(piece[^1].Epk), After(piece[^1].Id));
        }
    }

    public IReadOnlyList<StoredItem> Expired(uint container, long nowSeconds, int itemsMax)
    {
        var expired = new List<StoredItem>();
        lock (_lock)
        {
            try
            {
                _expired.Bind(1, container).Bind(2, nowSeconds).Bind(3, itemsMax);
                while (_expired.Step())
                    expired.Add(Item(_expired, Convert.ToHexString(_expired.Blob(1))));
            }
            finally
            {
                _expired.Reset();
            }
        }
        return expired;
    }

    public IEnumerable<FeatureRow> Features(uint container, PartitionScope scope) =>
        _features.Range(container, EpkBound(scope.Start), EpkBound(scope.End));

    public string? UniqueKeyOwner(uint container, string entry)
    {
        lock (_lock)
        {
            try
            {
                return _owner.Bind(1, container).Bind(2, EntryHash(entry)).Step()
                    ? Encoding.UTF8.GetString(_owner.Blob(0)) : null;
            }
            finally
            {
                _owner.Reset();
            }
        }
    }

    public void Dispose()
    {
        _find.Dispose();
        _range.Dispose();
        _expired.Dispose();
        _owner.Dispose();
        _features.Dispose();
    }

    private List<StoredItem> ReadPiece(
        uint container, byte[] fromEpk, byte[] fromId, byte[] end, int rowsMax, bool isKept, out bool isLast)
    {
        var piece = new List<StoredItem>(rowsMax);
        var bytes = 0;
        lock (_lock)
        {
            try
            {
                _range.Bind(1, container).Bind(2, fromEpk).Bind(3, fromId).Bind(4, end).Bind(5, rowsMax);
                while (bytes < PieceBytesMax)
                {
                    if (!_range.Step())
                    {
                        isLast = piece.Count < rowsMax;
                        return piece;
                    }
                    var item = CachedItem(piece.Count == 0 ? null : piece[^1].Epk, isKept);
                    piece.Add(item);
                    bytes += item.Body.Length;
                }
            }
            finally
            {
                _range.Reset();
            }
        }
        isLast = false;
        return piece;
    }

    private StoredItem CachedItem(string? likelyEpk, bool isKept)
    {
        if (_cache.Find(_range.Long(0), _range.Long(4)) is { } kept)
            return kept;
        var item = Item(_range, Epk(_range.Blob(1), likelyEpk));
        _cache.Add(item, mayDisplace: isKept);
        return item;
    }

    // Most items of a range lie in the partition of the one before: its string is shared.
    private static string Epk(ReadOnlySpan<byte> epk, string? likely)
    {
        if (likely is null || likely.Length != epk.Length * 2)
            return Convert.ToHexString(epk);
        Span<char> text = stackalloc char[epk.Length * 2];
        Convert.TryToHexString(epk, text, out _);
        return text.SequenceEqual(likely) ? likely : new string(text);
    }

    private static StoredItem Item(SqliteStatement row, string epk) => new(
        row.Long(0), epk, Encoding.UTF8.GetString(row.Blob(2)), row.Long(3), row.Long(4), row.Long(5),
        row.NullableInt(6), row.Blob(8).ToArray(), (int)row.Long(7));

    // The least that lies above the id in the order of bytes.
    private static byte[] After(string id) => [.. Encoding.UTF8.GetBytes(id), 0];

    // Bounds may be any number of digits; keys are whole bytes, so a digit more of 0 is the same bound. One byte of 0
    // lies below every key and stands for no bound.
    private static byte[] EpkBound(string digits) =>
        digits.Length == 0 ? [0] : Convert.FromHexString(digits.Length % 2 == 0 ? digits : digits + "0");
}
