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
        var query = new QueryDefinition(TextOf(sent, table));
        foreach (var (name, value) in ParametersOf(table, snapshot, parameters))
            query = query.WithParameterStream(name, ContainerItems.ToStream(value));
        return query;
    }

    /// <summary>The text.</summary>
    public static string TextOf(SqlQuery sent, CatalogTable table)
    {
        List<SqlExpression> conditions = [_snapshot];
        if (table.Home == TableHome.Documents) conditions.Add(_documentKind);
        if (sent.Where is not null) conditions.Add(sent.Where);
        SqlExpression where = conditions.Count == 1
            ? conditions[0]
            : new LogicalExpression(LogicalOperator.And, SqlList.From(conditions));
        return SqlPrinter.Print(sent with { Where = where });
    }

    /// <summary>The parameters: the caller's, then those that scope the query, which nobody else can name.</summary>
    public static IEnumerable<KeyValuePair<string, JsonElement>> ParametersOf(
        CatalogTable table, Snapshot snapshot, IReadOnlyDictionary<string, JsonElement>? parameters)
    {
        foreach (var parameter in parameters ?? new Dictionary<string, JsonElement>())
        {
            if (!parameter.Key.StartsWith(SqlRequestReader.ReservedPrefix, StringComparison.Ordinal))
                yield return parameter;
        }

        if (table.Home == TableHome.Documents) yield return Own(KindParameter, DocumentItem.ItemKind);
        yield return Own(Snapshot.NextParameter, snapshot.Next);
        yield return Own(Snapshot.HiddenParameter, snapshot.Hidden);
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
    public static PartitionKey KeyOf(string tenant, CatalogTable table) =>
        PartitionKeys.Prefix([.. KeyValuesOf(tenant, table)]);

    /// <summary>The values of that prefix.</summary>
    public static IReadOnlyList<string> KeyValuesOf(string tenant, CatalogTable table) =>
        table.Home == TableHome.Rows ? [tenant, table.Name] : [tenant];

    private static KeyValuePair<string, JsonElement> Own<T>(string name, T value) =>
        new(name, JsonSerializer.SerializeToElement(value));
}
