using System.Text.Json;
using Trivium.Cosmos.Sql;
using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Printing;
using Trivium.Cosmos.Sql.Values;
using Trivium.Errors;
using Trivium.Tables.Query;

namespace Trivium.Tests.Tables;

/// <summary>What is sent to the store for a query, and what is left for memory: the files in <c>Plans</c>.</summary>
public sealed class QueryPlanTests
{
    public static TheoryData<string> Files() => [.. QueryFile.NamesIn("Plans")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Split_QueriesOfFile_GivesItsPlans(string name)
    {
        var file = new QueryFile(Path.Combine(QueryFile.FolderOf("Plans"), name));
        if (QueryFile.Rewrites) file.Rewrite(Plan);

        Assert.NotEmpty(file.Cases);
        Assert.All(file.Cases, written => written.AssertEqual(Plan(written)));
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Plan(QueryCase written)
    {
        try
        {
            var parameters = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(written.Parameters ?? "{}")!;
            ResolvedQuery query = QueryResolver.Resolve(
                SqlParser.Parse(written.Query, SqlDialect.Options), Catalogs.Sample, parameters.Keys.ToHashSet());
            QueryPlan plan = QuerySplit.Split(query);
            QueryPages.Check(plan, parameters.ToDictionary(
                parameter => parameter.Key, parameter => CosmosValue.FromElement(parameter.Value)));
            List<KeyValuePair<string, string>> actual =
            [
                new("columns", string.Join(", ", query.Columns.Select(column => $"{column.Name} {column.Type ?? "?"}"))),
                new("sent", SqlPrinter.Print(plan.Sent)),
            ];
            if (plan.Finish is not null) actual.Add(new("finish", SqlPrinter.Print(plan.Finish)));
            return actual;
        }
        catch (TriviumException fault)
        {
            return [new("error", fault.Message)];
        }
        catch (SqlException fault)
        {
            return [new("error", SqlFault.InText(fault, written.Query).Message)];
        }
    }
}
