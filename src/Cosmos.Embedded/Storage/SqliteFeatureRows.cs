using System.Text;
using Microsoft.Data.Sqlite;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>Reads what the search index needs of items: their keys and features, not the items.</summary>
internal sealed class SqliteFeatureRows : IDisposable
{
    // A piece is read in one go under the lock; a few megabytes, whatever the dimensions.
    private const int PieceRowsMax = 256;

    private readonly Lock _lock = new();
    private readonly SqliteStatement _range;

    public SqliteFeatureRows(SqliteConnection connection) => _range = new(
        connection.Handle!,
        """
        SELECT key, epk, id, sequence, items.lsn, timestamp, ttl, indexed_values, features
        FROM items LEFT JOIN search_features ON search_features.item = items.key AND search_features.lsn = items.lsn
        WHERE container = ?1 AND (epk, id) > (?2, ?3) AND epk < ?4 ORDER BY epk, id LIMIT ?5
        """);

    public IEnumerable<FeatureRow> Range(uint container, byte[] fromEpk, byte[] end)
    {
        byte[] afterEpk = fromEpk, afterId = [];
        while (true)
        {
            var piece = ReadPiece(container, afterEpk, afterId, end);
            foreach (var row in piece)
                yield return row;
            if (piece.Count < PieceRowsMax)
                yield break;
            var last = piece[^1].Item;
            (afterEpk, afterId) = (Convert.FromHexString(last.Epk), Encoding.UTF8.GetBytes(last.Id));
        }
    }

    public void Dispose() => _range.Dispose();

    private List<FeatureRow> ReadPiece(uint container, byte[] afterEpk, byte[] afterId, byte[] end)
    {
        var piece = new List<FeatureRow>(PieceRowsMax);
        lock (_lock)
        {
            try
            {
                _range.Bind(1, container).Bind(2, afterEpk).Bind(3, afterId).Bind(4, end).Bind(5, PieceRowsMax);
                while (_range.Step())
                {
                    var item = new StoredItem(
                        _range.Long(0), Convert.ToHexString(_range.Blob(1)), Encoding.UTF8.GetString(_range.Blob(2)),
                        _range.Long(3), _range.Long(4), _range.Long(5), _range.NullableInt(6), [],
                        (int)_range.Long(7));
                    piece.Add(new FeatureRow(item, _range.Blob(8).ToArray()));
                }
            }
            finally
            {
                _range.Reset();
            }
        }
        return piece;
    }
}
