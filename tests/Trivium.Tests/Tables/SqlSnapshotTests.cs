using System.Text.Json;
using Trivium.Errors;
using Trivium.Tables;
using Trivium.Tables.Query;
using Trivium.Tests.Search;
using Trivium.Visibility;

namespace Trivium.Tests.Tables;

/// <summary>Queries in pages while documents change.</summary>
public sealed class SqlSnapshotTests : IAsyncLifetime
{
    private readonly RetrievalFixture _retrieval = new();

    public async Task InitializeAsync()
    {
        await _retrieval.InitializeAsync();
        await WriteAsync(generation: 1, "old", count: 5);
        await _retrieval.ShowAsync(RetrievalFixture.Tenant, next: 2);
    }

    public Task DisposeAsync() => _retrieval.DisposeAsync();

    [Theory]
    [InlineData("SELECT name, n FROM items")]
    [InlineData("SELECT name, n FROM items ORDER BY n")]
    [InlineData("SELECT name, n FROM items ORDER BY name, n")]
    [InlineData("SELECT name, n FROM items GROUP BY name, n")]
    public async Task AnswerAsync_ReplacedBetweenPages_GoesOnWithTheGenerationItBeganWith(string query)
    {
        SqlResponse first = await AnswerAsync(new() { Query = query, MaxItemCount = 2 });
        await WriteAsync(generation: 2, "new", count: 7);
        await _retrieval.ShowAsync(RetrievalFixture.Tenant, next: 3, hidden: 1);

        List<JsonElement> rows = [.. first.Rows];
        for (string? next = first.Continuation; next is not null;)
        {
            SqlResponse page = await AnswerAsync(new() { Query = query, MaxItemCount = 2, Continuation = next });
            rows.AddRange(page.Rows);
            next = page.Continuation;
        }

        Assert.Equal([0, 1, 2, 3, 4], rows.Select(row => row.GetProperty("n").GetInt32()).Order());
        Assert.All(rows, row => Assert.Equal("old", row.GetProperty("name").GetString()));
        Assert.Equal(7, (await AnswerAsync(new() { Query = query })).Rows.Count);
    }

    [Fact]
    public async Task AnswerAsync_ContinuationAfterTheReadersLife_Expires()
    {
        const string query = "SELECT name FROM items";
        SqlResponse first = await AnswerAsync(new() { Query = query, MaxItemCount = 1 });
        _retrieval.Time.Advance(VisibilityLimits.ReaderLifetime + TimeSpan.FromSeconds(1));

        var fault = await Assert.ThrowsAsync<TriviumException>(
            () => AnswerAsync(new() { Query = query, MaxItemCount = 1, Continuation = first.Continuation }));

        Assert.Equal(ErrorCode.Expired, fault.Code);
    }

    [Fact]
    public async Task AnswerAsync_ContinuationOfAnotherQuestion_IsRefused()
    {
        var request = new SqlRequest
        {
            Query = "SELECT name FROM items WHERE n >= @n",
            Parameters = new Dictionary<string, JsonElement> { ["@n"] = JsonSerializer.SerializeToElement(0) },
            MaxItemCount = 1,
        };
        request = request with { Continuation = (await AnswerAsync(request)).Continuation };
        Assert.NotNull(request.Continuation);

        var other = new Dictionary<string, JsonElement> { ["@n"] = JsonSerializer.SerializeToElement(1) };
        await AssertRefusedAsync(request with { Parameters = other });
        await AssertRefusedAsync(request with { Query = request.Query + " " });
        await AssertRefusedAsync(request with { Continuation = request.Continuation[..^4] + "AAAA" });
        await AssertRefusedAsync(request with { Continuation = "x" });
    }

    [Fact]
    public async Task AnswerAsync_MoreRowsThanMemoryTakes_NamesTheLimit()
    {
        await WriteAsync(generation: 2, "many", SqlLimits.MemoryRowsMax + 1);
        await _retrieval.ShowAsync(RetrievalFixture.Tenant, next: 3, hidden: 1);

        await AssertTooLargeAsync(
            "SELECT n FROM items ORDER BY name, n",
            "This ORDER BY takes at most 10000 rows in memory, and table 'items' has more");
        await AssertTooLargeAsync("SELECT DISTINCT n FROM items", "SELECT DISTINCT takes at most 10000 rows in memory");
        await AssertTooLargeAsync(
            "SELECT n, COUNT(*) FROM items GROUP BY n", "Grouping takes at most 10000 groups in memory");
        SqlResponse paged = await AnswerAsync(new() { Query = "SELECT n FROM items ORDER BY n", MaxItemCount = 3 });
        Assert.Equal([0, 1, 2], paged.Rows.Select(row => row.GetProperty("n").GetInt32()));
    }

    [Fact]
    public async Task AnswerAsync_QueryNestedVeryDeep_IsInvalid()
    {
        string query = $"SELECT {new string('(', 30_000)}1{new string(')', 30_000)} FROM items";

        var fault = await Assert.ThrowsAsync<TriviumException>(() => AnswerAsync(new() { Query = query }));

        Assert.Equal(ErrorCode.Invalid, fault.Code);
        Assert.StartsWith("Line 1, column ", fault.Message);
    }

    [Fact]
    public async Task AnswerAsync_LongChainOfOperators_IsAnsweredOrRefused()
    {
        static string Sum(int count) =>
            $"SELECT {string.Join(" + ", Enumerable.Repeat("1", count))} AS total FROM items ORDER BY n";

        Assert.Equal(100, (await AnswerAsync(new() { Query = Sum(100) })).Rows[0].GetProperty("total").GetInt32());
        var fault = await Assert.ThrowsAsync<TriviumException>(() => AnswerAsync(new() { Query = Sum(10_000) }));
        Assert.Equal(ErrorCode.Invalid, fault.Code);
    }

    private async Task AssertTooLargeAsync(string query, string message)
    {
        var fault = await Assert.ThrowsAsync<TriviumException>(() => AnswerAsync(new() { Query = query }));

        Assert.Equal(ErrorCode.TooLarge, fault.Code);
        Assert.StartsWith(message, fault.Message);
    }

    private async Task AssertRefusedAsync(SqlRequest request)
    {
        var fault = await Assert.ThrowsAsync<TriviumException>(() => AnswerAsync(request));

        Assert.Equal(ErrorCode.Invalid, fault.Code);
        Assert.True(fault.Errors!.ContainsKey("continuation"));
    }

    private Task WriteAsync(long generation, string name, int count)
    {
        var table = new TableSchema(
            "items", [Catalogs.Column("name", "string"), Catalogs.Column("n", "integer")], count);
        string[] rows = [.. Enumerable.Range(0, count).Select(n => $$"""{"name": "{{name}}", "n": {{n}}}""")];
        return _retrieval.WriteAsync(new("items", generation) { Tables = [(table, rows)] });
    }

    private Task<SqlResponse> AnswerAsync(SqlRequest request) =>
        _retrieval.Get<SqlQueries>().AnswerAsync(RetrievalFixture.Tenant, request, default);
}
