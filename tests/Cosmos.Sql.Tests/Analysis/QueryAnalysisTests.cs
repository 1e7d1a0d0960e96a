using Trivium.Cosmos.Sql.Analysis;
using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Tests.Analysis;

public sealed class QueryAnalysisTests
{
    [Theory]
    [InlineData("c.a = 1", "/a Equal [1]")]
    [InlineData("1 < c.a", "/a GreaterThan [1]")]
    [InlineData("c.a.b[0] >= @p", "/a/b/0 GreaterThanOrEqual [7]")]
    [InlineData("c.a = 1 AND (c.b = 2 AND NOT c.d = 3)", "/a Equal [1]; /b Equal [2]")]
    [InlineData("c.a BETWEEN 1 AND 2", "/a GreaterThanOrEqual [1]; /a LessThanOrEqual [2]")]
    [InlineData("c.a IN (1, @p)", "/a In [1, 7]")]
    [InlineData("c.a IN (1, c.b)", "")]
    [InlineData("c.a NOT IN (1)", "")]
    [InlineData("c.a = 1 OR c.a = 2", "/a In [1, 2]")]
    [InlineData("c.a = 1 OR c.b = 2", "")]
    [InlineData("(c.id = '1' AND c.t = 'x') OR (c.id = '2' AND c.t = 'x')", "/id In [\"1\", \"2\"]; /t In [\"x\"]")]
    [InlineData("c.a = c.b", "")]
    [InlineData("c.a = @missing", "")]
    [InlineData("STARTSWITH(c.a, 'x')", "/a StartsWith [\"x\"]")]
    [InlineData("STARTSWITH(c.a, 'x', true)", "")]
    [InlineData("ARRAY_CONTAINS(c.a, 5)", "/a ArrayContains [5]")]
    [InlineData("ARRAY_CONTAINS(@list, c.a)", "/a In [1, 2]")]
    [InlineData("NOT ARRAY_CONTAINS(@list, c.a)", "")]
    [InlineData("IS_DEFINED(c.a)", "/a IsDefined []")]
    [InlineData("c = 1", "")]
    public void Analyze_Where_FindsWhatEveryMatchMeets(string where, string expected)
    {
        var facts = Analyze($"SELECT * FROM c WHERE {where}");
        Assert.Equal(
            expected,
                string.Join(
                    "; ", facts.Conditions.Select(
                        condition => $"{condition.PathText} {condition.Operator} {condition.Values}")));
    }

    [Fact]
    public void Analyze_Join_KeepsConditionsOnTheItemOnly()
    {
        var facts = Analyze("SELECT VALUE t FROM x AS y JOIN t IN y.tags WHERE y.a = 1 AND t = 2");
        Assert.Equal("y", facts.RootAlias);
        Assert.Equal("/a", Assert.Single(facts.Conditions).PathText);
    }

    [Fact]
    public void Analyze_Rank_FindsTheScoredPaths()
    {
        var facts =
            Analyze("SELECT * FROM c ORDER BY RANK "
            + "RRF(FullTextScore(c.terms, 'a'), VectorDistance(c.v, @vector), FullTextScore(c.x.y, 'b'))");
        Assert.Equal(["/terms", "/x/y"], facts.FullTextPaths);
    }

    [Theory]
    [InlineData("SELECT VALUE 1")]
    [InlineData("SELECT * FROM c.a WHERE a = 1")]
    [InlineData("SELECT * FROM (SELECT * FROM c) AS c WHERE c.a = 1")]
    public void Analyze_NotOverItems_FindsNothing(string query)
    {
        var facts = Analyze(query);
        Assert.Null(facts.RootAlias);
        Assert.Empty(facts.Conditions);
    }

    private static QueryFacts Analyze(string query) =>
        QueryAnalysis.Analyze(SqlParser.Parse(query), new Dictionary<string, CosmosValue>
        {
            ["@p"] = CosmosValue.FromNumber(7),
            ["@list"] = CosmosValue.Parse("[1,2]"),
            ["@vector"] = CosmosValue.Parse("[1,0]"),
        });
}
