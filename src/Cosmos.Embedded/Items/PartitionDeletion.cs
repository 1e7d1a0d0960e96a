using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Items;

/// <summary>
/// Deletes what a logical partition holds when it is asked to, in several writes, so that a large partition neither
/// fills memory nor keeps other writes waiting. As on the service, readers may see it half done; what is written
/// meanwhile stays.
/// </summary>
internal sealed class PartitionDeletion(Engine engine, string database, ContainerState container, string epk)
{
    // Bounds how long one write keeps the others waiting.
    private const int ItemsPerWriteMax = 1000;

    // Bounds what one write holds in memory, for items of up to 2 MB.
    private const long BytesPerWriteMax = 8L * 1024 * 1024;

    /// <summary>The container after it, and the estimate of request units.</summary>
    /// <exception cref="RequestFailure">
    /// 503 when storage failed: some items are gone, the rest is as before.
    /// </exception>
    public async ValueTask<(ContainerState After, double Charge)> Run(CancellationToken cancellationToken)
    {
        var charge = RequestCharge.Metadata(isWrite: true);
        long? lsnMax = null;
        while (true)
        {
            var (after, removed, isEnd, part) = await engine.Writer.Write(
                transaction =>
                {
                    var items = new ItemWrites(transaction, database, container.Definition.Id, container.Number);
                    lsnMax ??= items.Container().Lsn;
                    var (doomed, isLast) = Next(items.Container(), lsnMax.Value);
                    foreach (var item in doomed)
                        items.Remove(item);
                    return (items.Container(), doomed.Count, isLast, doomed.Sum(item => item.WriteCharge));
                },
                cancellationToken).ConfigureAwait(false);
            charge += part;
            if (isEnd || removed == 0)
                return (after, charge);
        }
    }

    private (List<StoredItem> Items, bool IsLast) Next(ContainerState current, long lsnMax)
    {
        var doomed = new List<StoredItem>();
        long bytes = 0;
        foreach (var item in current.Items.Range(PartitionScope.Below(epk)))
        {
            if (item.Lsn > lsnMax)
                continue;
            if (doomed.Count >= ItemsPerWriteMax || bytes >= BytesPerWriteMax)
                return (doomed, false);
            doomed.Add(item);
            bytes += item.Body.Length;
        }
        return (doomed, true);
    }
}
