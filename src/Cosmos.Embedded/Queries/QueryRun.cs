using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;
using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Embedded.Queries;

/// <summary>One run of a query over one version of a container, for one page.</summary>
internal sealed class QueryRun(
    CompiledQuery query, ContainerState container, PartitionScope scope, string purpose, long nowSeconds,
    ResultCache cache, Func<CancellationToken, IReadOnlyList<byte[]>?>? ranked = null)
{
    private StoredItem? _current;
    private int _rowsOfCurrent;

    /// <summary>How many items were looked at.</summary>
    public int Examined { get; private set; }

    /// <summary>
    /// Fills a page with rows in the order of items, reading no further than it must, and returns where the next page
    /// begins.
    /// </summary>
    public ContinuationToken? Stream(ResultPage page, ContinuationToken? from, CancellationToken cancellationToken)
    {
        // The item a page ended in is read again and its rows that were sent are left out.
        var skip = from?.SkipRows ?? 0;
        // A token may be forged: it must not lead out of the scope.
        var resumed = from?.AfterEpk is { } epk
            && scope.Contains(epk) ? container.Items.Find(epk, from.AfterId!) : null;
        foreach (var row in query.Execute(Items(from, resumed), cancellationToken))
        {
            _rowsOfCurrent++;
            if (skip > 0 && ReferenceEquals(_current, resumed) && _rowsOfCurrent <= skip)
                continue;
            if (!page.TryAdd(Json(row)))
                return new ContinuationToken(purpose, _current!.Epk, _current.Id, _rowsOfCurrent - 1, 0);
        }
        return null;
    }

    /// <summary>Fills a page from the whole result, which is kept for the pages after it.</summary>
    public ContinuationToken? Complete(ResultPage page, ContinuationToken? from, CancellationToken cancellationToken)
    {
        var rows = from is null ? null : cache.Find(from.Results, purpose);
        var number = rows is null ? 0 : from!.Results;
        if (rows is null && ranked?.Invoke(cancellationToken) is { } best)
        {
            rows = best;
            Examined = best.Count;
        }
        rows ??= [.. query.Execute(Items(null, null), cancellationToken).Select(Json)];
        var next = from?.SkipRows ?? 0;
        while (next < rows.Count && page.TryAdd(rows[next]))
            next++;
        if (next >= rows.Count)
            return null;
        return new ContinuationToken(purpose, null, null, next, number != 0 ? number : cache.Keep(purpose, rows));
    }

    private IEnumerable<CosmosValue> Items(ContinuationToken? from, StoredItem? resumed)
    {
        if (resumed is not null && IsLive(resumed))
            yield return Next(resumed);
        foreach (var item in container.Items.Range(scope, from?.AfterEpk, from?.AfterId))
        {
            if (IsLive(item))
                yield return Next(item);
        }
    }

    private bool IsLive(StoredItem item) => !item.IsExpired(container.Definition.DefaultTimeToLive, nowSeconds);

    private CosmosValue Next(StoredItem item)
    {
        _current = item;
        _rowsOfCurrent = 0;
        Examined++;
        return item.Value;
    }

    /// <summary>A row as it is sent. SELECT * gives the item itself: its text is at hand.</summary>
    public static byte[] Json(CosmosValue row) =>
        row.Owner is StoredItem item ? item.Body : JsonText.Write(row.WriteTo);
}
