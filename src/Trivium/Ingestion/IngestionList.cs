using System.Text;
using Microsoft.Azure.Cosmos;
using Trivium.Storage;

namespace Trivium.Ingestion;

/// <summary>Lists ingestion records, the newest first.</summary>
internal sealed class IngestionList(TriviumDatabase database)
{
    public Task<QueryPage<IngestionItem>> PageAsync(
        string tenant,
        IngestionFilter filter,
        string? continuation,
        int count,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        var text = new StringBuilder("SELECT * FROM c WHERE c.kind = 'ingestion'");
        if (filter.Status is { } asked) text.Append(ConditionOf(asked));
        if (filter.DocumentId is not null) text.Append(" AND c.documentId = @documentId");
        if (filter.From is not null) text.Append(" AND c.createdAt >= @from");
        if (filter.To is not null) text.Append(" AND c.createdAt <= @to");

        var query = new QueryDefinition(text.Append(" ORDER BY c.createdAt DESC").ToString());
        if (filter.Status is { } status and not IngestionStatus.Suspended)
            query.WithParameter("@status", System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(status.ToString()));
        if (filter.DocumentId is not null) query.WithParameter("@documentId", filter.DocumentId);
        if (filter.From is { } from) query.WithParameter("@from", CosmosJson.Instant(from));
        if (filter.To is { } to) query.WithParameter("@to", CosmosJson.Instant(to));

        return database.Operations.QueryPageAsync<IngestionItem>(
            query, IngestionRecords.KeyOf(tenant), continuation, count, meter, cancellationToken);
    }

    /// <summary>Suspended is shown in place of what the status of an open ingestion is.</summary>
    private static string ConditionOf(IngestionStatus status) => status switch
    {
        IngestionStatus.Suspended => " AND c.suspended = true AND c.status IN ('pending', 'running')",
        IngestionStatus.Pending or IngestionStatus.Running =>
            " AND c.status = @status AND (NOT IS_DEFINED(c.suspended) OR c.suspended = false)",
        IngestionStatus.Completed or IngestionStatus.Failed or IngestionStatus.Terminated => " AND c.status = @status",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "An unknown status."),
    };
}

/// <summary>Which ingestions to list; null: any.</summary>
internal sealed record IngestionFilter(
    IngestionStatus? Status, string? DocumentId, DateTimeOffset? From, DateTimeOffset? To);
