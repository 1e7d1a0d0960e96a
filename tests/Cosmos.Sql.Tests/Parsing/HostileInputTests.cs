using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Printing;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Tests.Parsing;

/// <summary>Input made to exhaust the stack, memory or time is answered with an error, on a small stack.</summary>
public sealed class HostileInputTests
{
    // The stack of thread pool threads on some platforms.
    private const int StackBytes = 1024 * 1024;

    private const int Many = 20_000;

    public static TheoryData<string, string> Deep() => new()
    {
        { "parentheses", $"SELECT VALUE {Repeat("(", Many)}1{Repeat(")", Many)}" },
        { "open parentheses", $"SELECT VALUE {Repeat("(", Many)}" },
        { "arrays", $"SELECT VALUE {Repeat("[", Many)}{Repeat("]", Many)}" },
        { "objects", $"SELECT VALUE {Repeat("{a:", Many)}1{Repeat("}", Many)}" },
        { "negations", $"SELECT VALUE {Repeat("NOT ", Many)}true" },
        { "minuses", $"SELECT VALUE {Repeat("- ", Many)}(1)" },
        { "sums", $"SELECT VALUE 1{Repeat(" + 1", Many)}" },
        { "coalescing", $"SELECT VALUE 1{Repeat(" ?? 1", Many)}" },
        { "conditions", $"SELECT VALUE {Repeat("true ? ", Many)}1{Repeat(" : 1", Many)}" },
        { "conditions to the right", $"SELECT VALUE {Repeat("true ? 1 : ", Many)}1" },
        { "paths", $"SELECT VALUE c{Repeat(".a", Many)} FROM c" },
        { "paths of FROM", $"SELECT VALUE 1 FROM c{Repeat(".a", Many)}" },
        { "paths in parentheses", $"SELECT VALUE {Repeat("(", 50)}c{Repeat(Repeat(".a", 50) + ")", 50)} FROM c" },
        { "sums in parentheses", $"SELECT VALUE {Repeat("(", 50)}1{Repeat(Repeat(" + 1", 50) + ")", 50)}" },
        { "indexes", $"SELECT VALUE {Repeat("c[", Many)}0{Repeat("]", Many)} FROM c" },
        { "calls", $"SELECT VALUE {Repeat("ABS(", Many)}1{Repeat(")", Many)}" },
        { "subqueries", $"SELECT VALUE {Repeat("(SELECT VALUE ", Many)}1{Repeat(")", Many)}" },
        { "joins", $"SELECT VALUE 1 FROM c{Repeat(" JOIN x IN c.a", Many)}" },
        { "sources", $"SELECT VALUE 1 FROM {Repeat("(SELECT VALUE 1 FROM ", Many)}c{Repeat(")", Many)}" },
    };

    [Theory]
    [MemberData(nameof(Deep))]
    public void Parse_NestedTooDeeply_IsRefusedWithoutExhaustingTheStack(string name, string query)
    {
        var fault = OnSmallStack(() => SqlParser.Parse(query));
        Assert.True(
            fault is SqlException { Code: SqlErrorCodes.LimitExceeded or SqlErrorCodes.Syntax }, $"{name}: {fault}");
    }

    [Fact]
    public void Execute_AsDeepAsAllowed_RunsOnASmallStack()
    {
        var levels = Grammar.NestingMax - 10;
        string[] queries =
        [
            $"SELECT VALUE {Repeat("[", levels)}1{Repeat("]", levels)}",
            $"SELECT VALUE {Repeat("(SELECT VALUE ", levels / 3)}1{Repeat(")", levels / 3)}",
            $"SELECT VALUE {Repeat("ABS(", levels)}1{Repeat(")", levels)}",
            $"SELECT VALUE 1{Repeat(" + 1", Grammar.HeightMax - 10)}",
            $"SELECT VALUE c{Repeat(".a", Grammar.HeightMax - 10)} ?? 1 FROM c",
            $"SELECT VALUE x FROM {Repeat("(SELECT VALUE x FROM ", levels / 2)}c AS x{Repeat(") AS x", levels / 2)}",
        ];
        foreach (var text in queries)
        {
            var fault = OnSmallStack(() =>
            {
                var query = SqlParser.Parse(text);
                Assert.Equal(query, SqlParser.Parse(SqlPrinter.Print(query)));
                Assert.Single(SqlEvaluator.Compile(query).Execute([CosmosValue.EmptyObject]));
            });
            Assert.True(fault is null, $"{text[..40]}: {fault?.Message}");
        }
    }

    [Fact]
    public void Execute_FilterOfThousandsOfKeys_Runs()
    {
        var text = "SELECT VALUE c.id FROM c WHERE "
            + string.Join(" OR ", Enumerable.Range(0, Many).Select(i => $"(c.id = \"{i}\" AND c.t = \"x\")"));
        var query = SqlParser.Parse(text);
        var item = CosmosValue.Parse("{\"id\":\"19999\",\"t\":\"x\"}");
        Assert.Equal([CosmosValue.FromString("19999")], SqlEvaluator.Compile(query).Execute([item]));
    }

    [Fact]
    public void Execute_ValueDoubledAgainAndAgain_IsRefused()
    {
        var text = Repeat("SELECT VALUE [x, x] FROM (", 60) + "SELECT VALUE 'abcdefgh' FROM c" + Repeat(") AS x", 60);
        var query = SqlEvaluator.Compile(SqlParser.Parse(text));
        var fault = Assert.Throws<SqlException>(() => query.Execute([CosmosValue.Null]).Count());
        Assert.Equal(SqlErrorCodes.LimitExceeded, fault.Code);
    }

    [Theory]
    [InlineData("CONCAT(x, x)")]
    [InlineData("x || x")]
    [InlineData("REPLACE(x, 'a', x)")]
    public void Execute_TextDoubledAgainAndAgain_IsRefused(string doubling)
    {
        var text =
            Repeat($"SELECT VALUE {doubling} FROM (", 60) + "SELECT VALUE 'aaaaaaaa' FROM c" + Repeat(") AS x", 60);
        var query = SqlEvaluator.Compile(SqlParser.Parse(text));
        var fault = Assert.Throws<SqlException>(() => query.Execute([CosmosValue.Null]).Count());
        Assert.Equal(SqlErrorCodes.LimitExceeded, fault.Code);
    }

    [Fact]
    public void Execute_JoinsThatMultiply_EndAtTheRowLimit()
    {
        var query =
            SqlParser.Parse("SELECT VALUE COUNT(1) FROM c JOIN a IN c.x JOIN b IN c.x JOIN d IN c.x JOIN e IN c.x");
        var item = CosmosValue.Parse($"{{\"x\":[{string.Join(',', Enumerable.Range(0, 1000))}]}}");
        var compiled = SqlEvaluator.Compile(query, null, new EvaluationOptions { RowsExaminedMax = 10_000 });
        var fault = Assert.Throws<SqlException>(() => compiled.Execute([item]).Count());
        Assert.Equal("the query examined more than 10000 rows; filter before joining.", fault.Message);
    }

    [Fact]
    public void Execute_RegexOfExponentialTime_IsLinear()
    {
        var query = SqlParser.Parse("SELECT VALUE RegexMatch(c, '^(a+)+$') FROM c");
        var text = CosmosValue.FromString(new string('a', 5000) + "!");
        Assert.Equal([CosmosValue.False], SqlEvaluator.Compile(query).Execute([text]));
    }

    private static Exception? OnSmallStack(Action action)
    {
        Exception? fault = null;
        var thread = new Thread(() => fault = Record.Exception(action), StackBytes);
        thread.Start();
        thread.Join();
        return fault;
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
