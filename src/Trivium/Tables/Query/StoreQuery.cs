using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Printing;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Documents;
using Trivium.Storage;
using Trivium.Tables.Catalog;
using Trivium.Visibility;

namespace Trivium.Tables.Query;

/// <summary>
/// What is sent to the store: the plan's query within the tenant, the table and the snapshot. No query of a user leaves
/// without these, because this is the only place that makes one.
/// </summary>
internal static class StoreQuery
{
    private const string KindParameter = "@__kind";

    private static readonly SqlExpression _snapshot = SqlParser.ParseExpression(Snapshot.Condition);

    private static readonly SqlExpression _documentKind = new BinaryExpression(
        BinaryOperator.Equal,
        new PropertyExpression(new IdentifierExpression(ResolvedQuery.ItemAlias), "kind"),
        new ParameterExpression(KindParameter));

    /// <summary>The text and parameters.</summary>
    public static QueryDefinition Of(
        SqlQuery sent, CatalogTable table, Snapshot snapshot, IReadOnlyDictionary<string, JsonElement>? parameters)
    {
        List<SqlExpression> conditions = [_snapshot];
        if (table.Home == TableHome.Documents) conditions.Add(_documentKind);
        if (sent.Where is not null) conditions.Add(sent.Where);
        SqlExpression where = conditions.Count == 1
            ? conditions[0]
            : new LogicalExpression(LogicalOperator.And, SqlList.From(conditions));

        var query = new QueryDefinition(SqlPrinter.Print(sent with { Where = where }));
        foreach (var (name, value) in parameters ?? new Dictionary<string, JsonElement>())
            query = query.WithParameterStream(name, ContainerItems.ToStream(value));
        if (table.Home == TableHome.Documents) query = query.WithParameter(KindParameter, DocumentItem.ItemKind);
        return SnapshotReader.WithSnapshot(query, snapshot);
    }

    /// <summary>The container the table's items are in.</summary>
    public static Container ContainerOf(TriviumDatabase database, CatalogTable table, Snapshot snapshot) => table.Home switch
    {
        TableHome.Rows => database.Rows,
        TableHome.Documents => database.Documents,
        TableHome.Chunks => database.ChunksOf(snapshot.Chunks),
        _ => throw new ArgumentOutOfRangeException(nameof(table), table.Home, "A container nobody knows."),
    };

    /// <summary>The partition key prefix that holds the tenant's part of the table and nothing else.</summary>
    public static PartitionKey KeyOf(string tenant, CatalogTable table) => table.Home == TableHome.Rows
        ? PartitionKeys.Prefix(tenant, table.Name)
        : PartitionKeys.Prefix(tenant);
}
