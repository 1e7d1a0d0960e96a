using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Tests.Evaluation;

public sealed class ExecutionTests
{
    [Fact]
    public void Execute_WithTop_StopsReadingItems()
    {
        var read = 0;
        IEnumerable<CosmosValue> Items()
        {
            while (true) yield return CosmosValue.FromNumber(read++);
        }

        Assert.Equal(3, Compile("SELECT TOP 3 VALUE c FROM c").Execute(Items()).Count());
        Assert.Equal(3, read);
    }

    [Fact]
    public void Execute_Cancelled_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        IEnumerable<CosmosValue> Items()
        {
            for (var i = 0; ; i++)
            {
                if (i == 1000) cancellation.Cancel();
                yield return CosmosValue.FromNumber(i);
            }
        }

        var results = Compile("SELECT VALUE COUNT(1) FROM c").Execute(Items(), cancellation.Token);
        Assert.ThrowsAny<OperationCanceledException>(() => results.Count());
    }

    [Fact]
    public void Execute_Twice_GivesTheSameRandomNumbers()
    {
        var query =
            SqlEvaluator.Compile(
                SqlParser.Parse("SELECT VALUE RAND() FROM c"), null, new EvaluationOptions { RandomSeed = 7 });
        CosmosValue[] items = [CosmosValue.Null, CosmosValue.Null];
        var first = query.Execute(items).ToList();
        Assert.Equal(first, query.Execute(items));
        Assert.NotEqual(first[0], first[1]);
        Assert.All(first, value => Assert.InRange(value.AsNumber(), 0, 1));
    }

    [Fact]
    public void Execute_BeyondTheRowsHeld_Throws()
    {
        var query =
            SqlEvaluator.Compile(
                SqlParser.Parse("SELECT DISTINCT VALUE c FROM c"), null, new EvaluationOptions { RowsHeldMax = 10 });
        var fault =
            Assert.Throws<SqlException>(
                () => query.Execute(Enumerable.Range(0, 11).Select(i => CosmosValue.FromNumber(i))).Count());
        Assert.Equal(SqlErrorCodes.LimitExceeded, fault.Code);
    }

    [Fact]
    public void Execute_TopOfASort_EqualsTheStartOfTheWholeSort()
    {
        var random = new Random(5);
        var items = Enumerable.Range(0, 2000).Select(i => CosmosValue.Parse($"{{\"id\":{i},\"k\":{random.Next(50)}}}"))
            .ToList();
        var whole = Compile("SELECT VALUE c.id FROM c ORDER BY c.k DESC").Execute(items);
        var top = Compile("SELECT VALUE c.id FROM c ORDER BY c.k DESC OFFSET 10 LIMIT 100").Execute(items);
        Assert.Equal(whole.Skip(10).Take(100), top);
    }

    [Fact]
    public void CompilePredicate_Condition_IsTrueOnlyForTrue()
    {
        var predicate = SqlEvaluator.CompilePredicate(
            SqlParser.ParseExpression("c.a > @min"), "c", new Dictionary<string,
                CosmosValue>
            { ["@min"] = CosmosValue.FromNumber(1) });
        Assert.True(predicate(CosmosValue.Parse("{\"a\":2}")));
        Assert.False(predicate(CosmosValue.Parse("{\"a\":1}")));
        Assert.False(predicate(CosmosValue.Parse("{}")));
    }

    [Fact]
    public void ParseCondition_OfAPatch_FiltersLikeAQuery()
    {
        var query = SqlEvaluator.Compile(SqlParser.ParseCondition("FROM c WHERE c.n = 1"));
        Assert.Single(query.Execute([CosmosValue.Parse("{\"n\":1}"), CosmosValue.Parse("{\"n\":2}")]));
    }

    private static CompiledQuery Compile(string query) => SqlEvaluator.Compile(SqlParser.Parse(query));
}
