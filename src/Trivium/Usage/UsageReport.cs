using System.Globalization;
using Microsoft.Azure.Cosmos;
using Trivium.Ingestion;
using Trivium.Storage;

namespace Trivium.Usage;

/// <summary>
/// Reads what was used from the records of ingestions. Each has one receipt, written with its end, so nothing is counted
/// twice however often it was tried; records outlive their documents.
/// </summary>
internal sealed class UsageReport(TriviumDatabase database)
{
    /// <summary>1,000: the documents listed.</summary>
    public const int DocumentsMax = 1_000;

    public async Task<UsageBody> ReadAsync(
        string tenant, UsageQuery query, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        var total = new UsageSum();
        var groups = new Dictionary<string, UsageSum>(StringComparer.Ordinal);
        bool estimated = false;
        QueryDefinition definition = new QueryDefinition(
            "SELECT c.documentId, c.updatedAt, c.receipt FROM c "
            + "WHERE IS_DEFINED(c.receipt) AND c.updatedAt >= @from AND c.updatedAt < @to")
            .WithParameter("@from", CosmosJson.Instant(query.From))
            .WithParameter("@to", CosmosJson.Instant(query.To));
        IAsyncEnumerable<ReceiptRecord> records = database.Operations.QueryAsync<ReceiptRecord>(
            definition, IngestionRecords.KeyOf(tenant), meter, cancellationToken);
        await foreach (ReceiptRecord record in records)
        {
            total.Add(record.Receipt);
            estimated |= record.Receipt.RequestUnitsAreEstimated;
            Add(groups, record, query.GroupBy);
        }

        IEnumerable<UsageGroup> listed = query.GroupBy switch
        {
            UsageGrouping.Activity => groups.OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => group.Value.Activity(group.Key)),
            UsageGrouping.Document => groups.OrderByDescending(group => group.Value.RequestUnits)
                .ThenBy(group => group.Key, StringComparer.Ordinal).Take(DocumentsMax)
                .Select(group => group.Value.Group(group.Key)),
            _ => groups.OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Value.Group(group.Key)),
        };
        return new()
        {
            From = query.From,
            To = query.To,
            GroupBy = query.GroupBy.ToString().ToLowerInvariant(),
            RequestUnitsAreEstimated = estimated,
            Total = total.Group(""),
            Groups = [.. listed],
            Truncated = query.GroupBy == UsageGrouping.Document && groups.Count > DocumentsMax,
        };
    }

    private static void Add(Dictionary<string, UsageSum> groups, ReceiptRecord record, UsageGrouping grouping)
    {
        if (grouping == UsageGrouping.Activity)
        {
            foreach (ReceiptActivity activity in record.Receipt.Activities) SumOf(groups, activity.Name).Add(activity);
            return;
        }

        string key = grouping == UsageGrouping.Document
            ? record.DocumentId
            : record.UpdatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        SumOf(groups, key).Add(record.Receipt);
    }

    private static UsageSum SumOf(Dictionary<string, UsageSum> groups, string key)
    {
        if (!groups.TryGetValue(key, out UsageSum? sum)) groups.Add(key, sum = new());
        return sum;
    }

    private sealed record ReceiptRecord(string DocumentId, DateTimeOffset UpdatedAt, Receipt Receipt);
}
