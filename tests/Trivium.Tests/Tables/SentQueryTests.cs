using System.Text.Json;
using Trivium.Cosmos.Sql;
using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;
using Trivium.Errors;
using Trivium.Tables.Catalog;
using Trivium.Tables.Query;

namespace Trivium.Tests.Tables;

/// <summary>No query is sent that Azure Cosmos DB would refuse: each is shown to Microsoft's own planner.</summary>
public sealed class SentQueryTests
{
    public static TheoryData<string, string> Files()
    {
        var files = new TheoryData<string, string>();
        foreach (string folder in (string[])["Answers", "Plans"])
            foreach (string name in QueryFile.NamesIn(folder)) files.Add(folder, name);
        return files;
    }

    [PlannerTheory]
    [MemberData(nameof(Files))]
    public void TextOf_QueriesOfFile_AreAcceptedByTheService(string folder, string name)
    {
        var file = new QueryFile(Path.Combine(QueryFile.FolderOf(folder), name));

        Assert.All(file.Cases, written => Assert.Null(RefusalOf(written.Query, written.Parameters ?? "{}")));
    }

    [PlannerFact]
    public void TextOf_QueriesOfEveryShape_AreAcceptedByTheService()
    {
        var queries = new RandomQueries(seed: 20);
        var accepted = 0;
        for (var count = 0; count < 2_000; count++)
        {
            string query = queries.Next();
            string? text = TextOf(query, [], out CatalogTable? table);
            if (text is null) continue;
            accepted++;
            string? refusal = ServicePlanner.RefusalOf(text, [], table!.Home);
            Assert.True(refusal is null, $"{query}\n{text}\n{refusal}");
        }

        Assert.InRange(accepted, 1_000, 2_000);
    }

    [PlannerFact]
    public void Names_EveryFunction_IsKnownToTheService()
    {
        string[] search = ["FullTextContains", "FullTextContainsAll", "FullTextContainsAny", "VectorDistance"];
        foreach (string name in SqlFunctions.Names.Except(search))
        {
            string? call = Enumerable.Range(0, 8)
                .Select(count => $"{name}({string.Join(", ", Enumerable.Repeat("c.data", count))})")
                .FirstOrDefault(Compiles);
            if (call is null) continue;
            Assert.Null(ServicePlanner.RefusalOf($"SELECT {call} AS k0 FROM c", [], TableHome.Rows));
        }
    }

    [PlannerFact]
    public void RefusalOf_WrongQuery_IsTheServicesError() => Assert.Contains(
        "SC2110", ServicePlanner.RefusalOf("SELECT COUNT(1) AS n FROM c GROUP BY 1", [], TableHome.Rows));

    private static bool Compiles(string call)
    {
        try
        {
            SqlEvaluator.Compile(SqlParser.Parse($"SELECT {call} AS k0 FROM c"));
            return true;
        }
        catch (SqlException)
        {
            return false;
        }
    }

    private static string? RefusalOf(string query, string parameters)
    {
        var values = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(parameters)!;
        string? text = TextOf(query, values, out CatalogTable? table);
        return text is null
            ? null
            : ServicePlanner.RefusalOf(text, [.. values.Keys, "@__next", "@__hidden", "@__kind"], table!.Home);
    }

    // What is sent, or null where the query is refused before.
    private static string? TextOf(string query, Dictionary<string, JsonElement> parameters, out CatalogTable? table)
    {
        table = null;
        try
        {
            SqlQuery parsed = SqlParser.Parse(query, SqlDialect.Options);
            ResolvedQuery resolved = QueryResolver.Resolve(parsed, Catalogs.Sample, parameters.Keys.ToHashSet());
            table = resolved.Table;
            QueryPlan plan = QuerySplit.Split(resolved);
            QueryPages.Check(plan, parameters.ToDictionary(
                parameter => parameter.Key, parameter => CosmosValue.FromElement(parameter.Value)));
            return StoreQuery.TextOf(plan.Sent, resolved.Table);
        }
        catch (Exception fault) when (fault is SqlException or TriviumException)
        {
            return null;
        }
    }
}
