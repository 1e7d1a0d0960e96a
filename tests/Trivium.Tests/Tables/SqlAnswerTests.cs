using System.Text.Json;
using Trivium.Errors;
using Trivium.Tables;
using Trivium.Tables.Query;
using Trivium.Tests.Search;

namespace Trivium.Tests.Tables;

/// <summary>
/// What queries answer over <see cref="SampleData"/>: the files in <c>Answers</c>, each query whole and in pages of one
/// row.
/// </summary>
public sealed class SqlAnswerTests(AnswersFixture fixture) : IClassFixture<AnswersFixture>
{
    public static TheoryData<string> Files() => [.. QueryFile.NamesIn("Answers")];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task AnswerAsync_QueriesOfFile_GivesItsRows(string name)
    {
        var file = new QueryFile(Path.Combine(QueryFile.FolderOf("Answers"), name));
        var actual = new Dictionary<QueryCase, IReadOnlyList<KeyValuePair<string, string>>>(
            ReferenceEqualityComparer.Instance);
        foreach (QueryCase written in file.Cases) actual[written] = await AnswerAsync(written);
        if (QueryFile.Rewrites) file.Rewrite(written => actual[written]);

        Assert.NotEmpty(actual);
        Assert.All(actual, pair => pair.Key.AssertEqual(pair.Value));
    }

    [Fact]
    public async Task AnswerAsync_RandomQueries_PagesAreTheWhole()
    {
        var queries = new RandomQueries(seed: 12);
        var answered = 0;
        for (var count = 0; count < 300; count++)
        {
            var request = new SqlRequest { Query = queries.Next() };
            try
            {
                SqlResponse answer = await fixture.Retrieval.Get<SqlQueries>().AnswerAsync(
                    RetrievalFixture.Tenant, request, default);
                Assert.Equal(answer.Rows.Select(row => row.GetRawText()), await InPagesOfOneAsync(request));
                answered++;
            }
            catch (TriviumException fault)
            {
                Assert.True(fault.Code == ErrorCode.Invalid, $"{request.Query}\n{fault}");
                Assert.DoesNotContain("The store refused", fault.Message);
            }
        }

        Assert.InRange(answered, 100, 300);
    }

    private async Task<IReadOnlyList<KeyValuePair<string, string>>> AnswerAsync(QueryCase written)
    {
        var request = new SqlRequest
        {
            Query = written.Query,
            Parameters = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(written.Parameters ?? "{}"),
        };
        try
        {
            SqlResponse answer = await fixture.Retrieval.Get<SqlQueries>().AnswerAsync(
                RetrievalFixture.Tenant, request, default);
            string[] rows = [.. answer.Rows.Select(row => row.GetRawText())];
            Assert.Equal(rows, await InPagesOfOneAsync(request));
            return
            [
                new("columns", string.Join(", ", answer.Columns.Select(column => $"{column.Name} {column.Type}"))),
                new("rows", rows.Length == 0 ? "none" : string.Join('\n', rows)),
            ];
        }
        catch (TriviumException fault)
        {
            return [new("error", $"{fault.Code}: {fault.Message}")];
        }
    }

    private async Task<List<string>> InPagesOfOneAsync(SqlRequest request)
    {
        List<string> rows = [];
        string? continuation = null;
        do
        {
            SqlResponse page = await fixture.Retrieval.Get<SqlQueries>().AnswerAsync(
                RetrievalFixture.Tenant, request with { MaxItemCount = 1, Continuation = continuation }, default);
            Assert.InRange(page.Rows.Count, 0, 1);
            rows.AddRange(page.Rows.Select(row => row.GetRawText()));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return rows;
    }
}
