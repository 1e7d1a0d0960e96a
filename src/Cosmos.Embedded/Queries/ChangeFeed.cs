using System.Globalization;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Queries;

/// <summary>The latest version of every item that changed since a point in the log, in the order of the log.</summary>
internal sealed class ChangeFeed(Engine engine)
{
    private const int PageRowsDefault = 100;

    /// <exception cref="RequestFailure">400 for a mode or a point that is not supported.</exception>
    public CosmosResponse Read(CosmosRequest request, string mode, string database, string containerName)
    {
        if (mode is not ("Incremental Feed" or "Incremental feed"))
            throw RequestFailure.BadRequest(
                $"The change feed mode '{mode}' is not supported; use the latest version mode.");
        using var snapshot = engine.Snapshot();
        var container = ContainerTarget.ForReading(request, engine, snapshot, database, containerName);
        var scope = QueryScope.Of(request, container);
        var (afterLsn, fromSeconds) = Start(request, container);
        var now = engine.NowSeconds;
        var earliest = new EarliestChanges(PageSize.Of(request, PageRowsDefault));
        foreach (var item in container.Items.Range(scope))
        {
            if (item.Lsn > afterLsn && item.Timestamp >= fromSeconds
                && !item.IsExpired(container.Definition.DefaultTimeToLive, now))
                earliest.Add(item);
        }
        var page = new ResultPage(int.MaxValue);
        // When everything was read the next page begins after the whole log, so that it is not searched again.
        var reached = container.Lsn;
        long lastTaken = afterLsn;
        foreach (var item in earliest.InOrder())
        {
            page.TryAdd(item.Body);
            lastTaken = item.Lsn;
        }
        if (!earliest.IsAll)
            reached = lastTaken;
        var response = page.Rows.Count == 0
            ? new CosmosResponse(304)
            : new CosmosResponse(200, Feeds.Write(container.Rid, "Documents", page.Rows));
        return response
            .With(HeaderNames.ETag, string.Create(CultureInfo.InvariantCulture, $"\"{reached}\""))
            .With(HeaderNames.ItemCount, page.Rows.Count.ToString(CultureInfo.InvariantCulture))
            .With(HeaderNames.RequestCharge, RequestCharge.Format(RequestCharge.Query(page.Rows.Count, page.Bytes)))
            .With(HeaderNames.SessionToken, container.SessionToken)
            .With(HeaderNames.Lsn, container.Lsn.ToString(CultureInfo.InvariantCulture));
    }

    private static (long AfterLsn, long FromSeconds) Start(CosmosRequest request, ContainerState container)
    {
        if (request.Header(HeaderNames.IfNoneMatch) is { } point)
        {
            if (point.Trim() == "*")
                return (container.Lsn, 0);
            return long.TryParse(point.Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var lsn)
                ? (lsn, 0)
                : throw RequestFailure.BadRequest($"The change feed continuation '{point}' is not one of this engine.");
        }
        if (request.Header(HeaderNames.IfModifiedSince) is not { } since)
            return (0, 0);
        return DateTimeOffset.TryParse(
            since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? (0, time.ToUnixTimeSeconds())
            : throw RequestFailure.BadRequest($"The {HeaderNames.IfModifiedSince} header '{since}' is not a date.");
    }
}
