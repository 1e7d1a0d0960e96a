using System.Text;
using System.Text.Json;
using Trivium.Documents.Batches;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Documents.Batches;

public sealed class DocumentBatchTests : IAsyncLifetime
{
    private readonly TestStore _store = new();
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await _store.StartAsync(configure: options => options.BodySizeBytesMax = 200_000);

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Post_GoodAndBadLines_AreAnsweredInOrderEachForItself()
    {
        string body = string.Join(
            '\n',
            Line("a", "# A"),
            "{ no json",
            "",
            """{"id": "b", "content": "x"}""",
            """{"id": "c", "contentType": "application/x-tar", "content": "x"}""",
            """{"id": "d", "contentType": "text/csv", "content": "a,b\n1,2,3"}""",
            """{"id": "e", "url": "http://127.0.0.1/"}""",
            Line("f", "# F"));

        JsonElement[] lines = await PostAsync(body);

        Assert.Equal([1, 2, 4, 5, 6, 7, 8], lines.Select(line => line.GetProperty("line").GetInt32()));
        Assert.Equal([202, 400, 400, 415, 400, 400, 202], lines.Select(line => line.GetProperty("status").GetInt32()));
        Assert.Equal("a", lines[0].GetProperty("documentId").GetString());
        Assert.Contains("contentType is missing", Message(lines[2]), StringComparison.Ordinal);
        Assert.Contains("The record in line 2", Message(lines[4]), StringComparison.Ordinal);
        Assert.Contains("this machine", Message(lines[5]), StringComparison.Ordinal);
        foreach (JsonElement line in lines.Where(line => line.GetProperty("status").GetInt32() == 202))
            Assert.Equal("Completed", (await _app.EndAsync(line.GetProperty("id").GetString()!)).GetProperty("status").GetString());
        Assert.Equal(2, await _app.Database.Catalog.CountAsync("c.kind = 'head'"));
    }

    [Fact]
    public async Task Post_CutOffAndRepeatedWithItsKey_AcceptsNoLineTwice()
    {
        string[] all = [.. Enumerable.Range(0, 20).Select(i => $$"""{"contentType": "text/plain", "content": "text {{i}}"}""")];
        JsonElement[] first = await PostAsync(string.Join('\n', all[..12]), "night");

        JsonElement[] second = await PostAsync(string.Join('\n', all), "night");

        Assert.Equal(
            first.Select(line => line.GetProperty("id").GetString()),
            second.Take(12).Select(line => line.GetProperty("id").GetString()));
        Assert.Equal(20, second.Select(line => line.GetProperty("documentId").GetString()).Distinct().Count());
        Assert.Equal(20, await _app.Database.Catalog.CountAsync("c.kind = 'head'"));
    }

    [Fact]
    public async Task Post_BodyOverTheLimit_AnswersWhatCameBeforeAndSaysWhereItStopped()
    {
        string body = string.Join('\n', Enumerable.Range(0, 50).Select(i => Line($"d{i}", new string('x', 10_000))));

        JsonElement[] lines = await PostAsync(body);

        Assert.Equal(413, lines[^1].GetProperty("status").GetInt32());
        Assert.Contains("from this line on nothing was read", Message(lines[^1]), StringComparison.Ordinal);
        Assert.All(lines[..^1], line => Assert.Equal(202, line.GetProperty("status").GetInt32()));
        Assert.Equal(lines.Length - 1, await _app.Database.Catalog.CountAsync("c.kind = 'head'"));
    }

    [Fact]
    public async Task Post_OtherContentType_IsAProblem()
    {
        ExpressResponse response = await _app.SendAsync(
            "POST", "/v1/documents:batch", "[]", ("Content-Type", "application/json"));

        Assert.Equal(415, response.Status);
    }

    [Fact]
    public async Task Read_RandomCutsOfTheBody_GiveTheSameLines()
    {
        var random = new Random(20261124);
        for (int round = 0; round < 50; round++)
        {
            string[] lines = [.. Enumerable.Range(0, random.Next(12)).Select(_ => new string('y', random.Next(40)))];
            byte[] body = Encoding.UTF8.GetBytes(string.Join(random.Next(2) == 0 ? "\n" : "\r\n", lines));
            List<(int, string?)> read = [];
            await foreach (BatchInput line in BatchLines.ReadAsync(
                new CutStream(body, random), 30, long.MaxValue, CancellationToken.None))
                read.Add((line.Line, line.Bytes is null ? null : Encoding.UTF8.GetString(line.Bytes).TrimEnd('\r')));

            bool crlf = body.Contains((byte)'\r');
            var expected = lines.Select((text, index) => (index + 1, text))
                .Where(line => line.text.Length > 0)
                .Select(line => (line.Item1, line.text.Length + (crlf && line.Item1 < lines.Length ? 1 : 0) > 30 ? null : line.text));
            Assert.Equal(expected, read);
        }
    }

    private static string Line(string id, string content) =>
        JsonSerializer.Serialize(new { id, contentType = "text/markdown", content });

    private static string Message(JsonElement line) => line.GetProperty("error").GetProperty("message").GetString()!;

    private async Task<JsonElement[]> PostAsync(string body, string? key = null)
    {
        (string, string)[] headers = key is null
            ? [("Content-Type", "application/x-ndjson")]
            : [("Content-Type", "application/x-ndjson"), ("Idempotency-Key", key)];
        ExpressResponse response = await _app.SendAsync("POST", "/v1/documents:batch", Encoding.UTF8.GetBytes(body), headers);
        Assert.Equal(200, response.Status);
        return [.. response.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }

    /// <summary>Gives its bytes in pieces of random length.</summary>
    private sealed class CutStream(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, random.Next(1, 9))], cancellationToken);
    }
}
