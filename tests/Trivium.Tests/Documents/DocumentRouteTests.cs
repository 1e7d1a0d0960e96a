using System.Text;
using System.Text.Json;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Documents;

public sealed class DocumentRouteTests : IAsyncLifetime
{
    private const string Markdown = """
        ---
        title: Serverless billing
        tags: [cloud, billing]
        ---
        # Billing

        You pay per [request](https://example.com/pricing).

        | plan | price |
        | --- | --- |
        | free | 0 |
        | pro | 20.5 |

        ## Free tier

        Idle costs nothing.
        """;

    private readonly TestStore _store = new();
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await _store.StartAsync();

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Post_Markdown_IsReadableInEveryForm()
    {
        ExpressResponse posted = await _app.SendAsync(
            "POST", "/v1/documents?id=billing&wait=60&source=docs/billing.md", Markdown, ("Content-Type", "text/markdown"));

        Assert.True(posted.Status == 200, posted.ToString());
        Assert.Equal("/v1/ingestions/default-billing-1", posted.Headers.Location.ToString());
        ExpressResponse got = await _app.SendAsync("GET", "/v1/documents/billing");
        JsonElement document = got.Json();
        Assert.Equal("Serverless billing", document.GetProperty("title").GetString());
        Assert.Equal(2, document.GetProperty("counts").GetProperty("rows").GetInt32());
        Assert.Equal("\"1\"", got.Headers.ETag.ToString());
        Assert.Equal(
            ["Billing", "Free tier"],
            got.Json().GetProperty("sections").EnumerateArray().Where(section => section.TryGetProperty("heading", out _))
                .Select(section => section.GetProperty("heading").GetString()));
        ExpressResponse content = await _app.SendAsync("GET", "/v1/documents/billing/content");
        Assert.Equal(Markdown, content.Text);
        Assert.Equal("text/markdown", content.ContentType);
        JsonElement chunks = (await _app.SendAsync("GET", "/v1/documents/billing/chunks")).Json().GetProperty("chunks");
        Assert.Contains(chunks.EnumerateArray(), chunk => chunk.GetProperty("text").GetString()!.Contains("Idle costs nothing"));
        JsonElement rows = (await _app.SendAsync("GET", "/v1/documents/billing/rows")).Json().GetProperty("rows");
        Assert.Equal([0, 20.5], rows.EnumerateArray().Select(row => row.GetProperty("data").GetProperty("price").GetDouble()));
        JsonElement links = (await _app.SendAsync("GET", "/v1/documents/billing/rows?table=links")).Json().GetProperty("rows");
        Assert.Equal("https://example.com/pricing", Assert.Single(links.EnumerateArray()).GetProperty("data").GetProperty("url").GetString());
    }

    [Fact]
    public async Task Post_Completed_LeavesAReceiptThatAddsUp()
    {
        JsonElement ingestion = await _app.PutAsync("billing", Markdown);

        Assert.Equal("Completed", ingestion.GetProperty("status").GetString());
        JsonElement progress = ingestion.GetProperty("progress");
        Assert.Equal(progress.GetProperty("total").GetInt32(), progress.GetProperty("done").GetInt32());
        JsonElement receipt = ingestion.GetProperty("receipt");
        Assert.Equal(2, receipt.GetProperty("rows").GetInt32());
        JsonElement[] activities = [.. receipt.GetProperty("activities").EnumerateArray()];
        Assert.Equal(["begin", "commit", "embed", "parse", "project"], activities.Select(activity => activity.GetProperty("name").GetString()));
        Assert.All(activities, activity => Assert.Equal(activity.GetProperty("calls").GetInt32(), activity.GetProperty("attempts").GetInt32()));
        Assert.Equal(
            receipt.GetProperty("requestUnits").GetDouble(),
            activities.Sum(activity => activity.GetProperty("requestUnits").GetDouble()),
            tolerance: 0.1);
        JsonElement cost = receipt.GetProperty("cost");
        Assert.Equal(
            cost.GetProperty("total").GetDecimal(),
            cost.GetProperty("lines").EnumerateArray().Sum(line => line.GetProperty("amount").GetDecimal()));
    }

    [Fact]
    public async Task Put_UnchangedContent_StartsNothing()
    {
        await _app.PutAsync("billing", Markdown);

        ExpressResponse again = await _app.SendAsync("PUT", "/v1/documents/billing", Markdown, ("Content-Type", "text/markdown"));
        ExpressResponse renamed = await _app.SendAsync(
            "PUT", "/v1/documents/billing?title=Other&wait=60", Markdown, ("Content-Type", "text/markdown"));

        Assert.Equal(200, again.Status);
        Assert.True(again.Json().GetProperty("unchanged").GetBoolean());
        Assert.Equal("default-billing-1", again.Json().GetProperty("id").GetString());
        Assert.False(renamed.Json().GetProperty("unchanged").GetBoolean());
        Assert.Equal("default-billing-2", renamed.Json().GetProperty("id").GetString());
        Assert.Equal(0, await _app.Database.Catalog.CountAsync("c.kind = 'source'"));
        Assert.Equal(2, await _app.Database.Documents.CountAsync("c.kind = 'part'"));
    }

    [Fact]
    public async Task Put_WithETag_ReplacesOnlyTheVersionSeen()
    {
        await _app.PutAsync("billing", Markdown);

        ExpressResponse stale = await PutIfMatch("\"7\"");
        ExpressResponse fresh = await PutIfMatch("\"1\"");
        ExpressResponse absent = await _app.SendAsync(
            "PUT", "/v1/documents/billing", "new", ("Content-Type", "text/plain"), ("If-None-Match", "*"));

        Assert.Equal(412, stale.Status);
        Assert.Equal(
            "The document 'billing' is at \"1\", not at \"7\". Read it again.", stale.Json().GetProperty("detail").GetString());
        Assert.Equal(200, fresh.Status);
        Assert.Equal(412, absent.Status);

        Task<ExpressResponse> PutIfMatch(string etag) => _app.SendAsync(
            "PUT", "/v1/documents/billing?wait=60", "other", ("Content-Type", "text/plain"), ("If-Match", etag));
    }

    [Fact]
    public async Task Post_SameIdempotencyKey_IsOneRequest()
    {
        ExpressResponse first = await Post("some text");
        ExpressResponse second = await Post("some text");
        ExpressResponse other = await Post("other text");

        Assert.Equal(first.Json().GetProperty("id").GetString(), second.Json().GetProperty("id").GetString());
        Assert.Equal(409, other.Status);
        Assert.Equal("conflict", other.Json().GetProperty("code").GetString());
        Assert.Equal(1, await _app.Database.Catalog.CountAsync("c.kind = 'head'"));

        Task<ExpressResponse> Post(string text) => _app.SendAsync(
            "POST", "/v1/documents?wait=60", text, ("Content-Type", "text/plain"), ("Idempotency-Key", "k1"));
    }

    [Theory]
    [InlineData("application/x-tar", "ustar", 415, "unsupported")]
    [InlineData("text/csv", "a,b\n\"never closed", 400, "invalid")]
    [InlineData("application/json", "{\"a\": ", 400, "invalid")]
    [InlineData("text/plain", "\xFF\xFE\xFD", 400, "invalid")]
    public async Task Post_ContentThatCannotBeRead_IsRefusedAndLeavesNothing(string contentType, string text, int status, string code)
    {
        ExpressResponse response = await _app.SendAsync(
            "POST", "/v1/documents", Encoding.Latin1.GetBytes(text), ("Content-Type", contentType));

        Assert.True(response.Status == status, response.ToString());
        Assert.Equal(code, response.Json().GetProperty("code").GetString());
        Assert.Equal(0, await _app.CountDocumentItemsAsync());
    }

    [Fact]
    public async Task Post_EmptyFile_IsAnEmptyDocument()
    {
        JsonElement ingestion = await _app.PutAsync("empty", "", "text/plain");

        Assert.Equal("Completed", ingestion.GetProperty("status").GetString());
        ExpressResponse content = await _app.SendAsync("GET", "/v1/documents/empty/content");
        Assert.Equal(200, content.Status);
        Assert.Empty(content.Body);
    }

    [Fact]
    public async Task Post_MoreMetadataThanAHeadHolds_IsRefusedAndLeavesNothing()
    {
        var envelope = new { contentType = "text/plain", content = "x", metadata = new { note = new string('n', 5_000) } };

        ExpressResponse response = await _app.SendAsync(
            "POST", "/v1/documents", JsonSerializer.Serialize(envelope), ("Content-Type", "application/vnd.trivium.document+json"));

        Assert.Equal(413, response.Status);
        Assert.Equal(0, await _app.CountDocumentItemsAsync());
    }

    [Fact]
    public async Task Post_Envelope_KeepsItsBytesTitleAndMetadata()
    {
        var envelope = new
        {
            id = "beleg",
            title = "Beleg",
            contentType = "text/plain; charset=utf-8",
            contentBase64 = Convert.ToBase64String("日本語"u8),
            metadata = new { tags = new[] { "a", "b" }, customer = 7 },
        };

        ExpressResponse response = await _app.SendAsync(
            "POST", "/v1/documents?wait=60", JsonSerializer.Serialize(envelope), ("Content-Type", "application/vnd.trivium.document+json"));

        Assert.True(response.Status == 200, response.ToString());
        JsonElement document = (await _app.SendAsync("GET", "/v1/documents/beleg")).Json();
        Assert.Equal("Beleg", document.GetProperty("title").GetString());
        Assert.Equal(7, document.GetProperty("metadata").GetProperty("customer").GetInt32());
        Assert.Equal(["a", "b"], document.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal("日本語", (await _app.SendAsync("GET", "/v1/documents/beleg/content")).Text);
    }

    [Fact]
    public async Task Post_EnvelopeWithFaults_NamesThemAll()
    {
        ExpressResponse response = await _app.SendAsync(
            "POST", "/v1/documents", "{\"metadata\": 3}", ("Content-Type", "application/vnd.trivium.document+json"));

        Assert.Equal(400, response.Status);
        Assert.Equal(
            ["content", "contentType", "metadata"],
            response.Json().GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Theory]
    [InlineData("GET", "/v1/documents/none", 404)]
    [InlineData("DELETE", "/v1/documents/none", 404)]
    [InlineData("GET", "/v1/documents/none/content", 404)]
    [InlineData("GET", "/v1/ingestions/none", 404)]
    [InlineData("GET", "/v1/ingestions?status=odd", 400)]
    [InlineData("GET", "/v1/documents?top=0", 400)]
    [InlineData("GET", "/v1/documents?continuation=abc", 400)]
    [InlineData("GET", "/v1/documents/-x", 400)]
    [InlineData("PATCH", "/v1/documents/x", 405)]
    public async Task Send_SomethingWrong_IsAProblem(string method, string target, int status)
    {
        ExpressResponse response = await _app.SendAsync(method, target);

        Assert.Equal(status, response.Status);
        Assert.StartsWith("application/problem+json", response.ContentType);
    }

    [Fact]
    public async Task Content_Range_IsThoseBytesAcrossParts()
    {
        // White space of which no chunks are made, in an order that tells six bytes from those beside them: cubes modulo 29.
        byte[] bytes = new byte[(2 * 1024 * 1024) + 5];
        for (int index = 0; index < bytes.Length; index++)
            bytes[index] = (byte)" \t\n"[index % 29 * (index % 29) * (index % 29) % 29 % 3];
        "Title"u8.CopyTo(bytes);
        ExpressResponse put = await _app.SendAsync("PUT", "/v1/documents/long?wait=60", bytes, ("Content-Type", "text/plain"));
        Assert.True(put.Status == 200, put.ToString());

        ExpressResponse range = await _app.SendAsync(
            "GET", "/v1/documents/long/content", null, ("Range", $"bytes={(1024 * 1024) - 3}-{(1024 * 1024) + 2}"));
        ExpressResponse whole = await _app.SendAsync("GET", "/v1/documents/long/content");

        Assert.Equal(206, range.Status);
        Assert.Equal(bytes[((1024 * 1024) - 3)..((1024 * 1024) + 3)], range.Body);
        Assert.Equal(bytes, whole.Body);
    }

    [Fact]
    public async Task List_FiltersAndPages_GivesEachDocumentOnce()
    {
        foreach (string id in (string[])["c", "a", "b", "d"]) await _app.PutAsync(id, $"# Title of {id}\n\ntext");
        await _app.PutAsync("e", "x,y\n1,2", "text/csv");

        List<string> ids = [];
        string continuation = "";
        do
        {
            ExpressResponse page = await _app.SendAsync(
                "GET", $"/v1/documents?contentType=text/markdown&top=3&continuation={continuation}");
            Assert.True(page.Status == 200, page.ToString());
            ids.AddRange(page.Json().GetProperty("documents").EnumerateArray().Select(document => document.GetProperty("documentId").GetString()!));
            continuation = page.Json().TryGetProperty("continuation", out JsonElement next) ? next.GetString()! : "";
        }
        while (continuation.Length > 0);

        Assert.Equal(["a", "b", "c", "d"], ids);
    }

    [Fact]
    public async Task Delete_Completed_LeavesNothingInAnyContainer()
    {
        await _app.PutAsync("billing", Markdown);
        await _app.PutAsync("billing", Markdown + "\nmore");

        ExpressResponse deleted = await _app.SendAsync("DELETE", "/v1/documents/billing");
        string id = deleted.Json().GetProperty("id").GetString()!;
        await _app.AdvanceUntilAsync(
            async () => (await _app.SendAsync("GET", "/v1/documents/billing")).Status == 404, TimeSpan.Zero);
        await _app.AdvanceUntilAsync(
            async () => (await _app.SendAsync("GET", $"/v1/ingestions/{id}")).Json().GetProperty("status").GetString() == "Completed",
            TimeSpan.FromSeconds(5));

        Assert.Equal(202, deleted.Status);
        Assert.Equal(0, await _app.CountDocumentItemsAsync());
        ExpressResponse again = await _app.SendAsync("PUT", "/v1/documents/billing?wait=60", "anew", ("Content-Type", "text/plain"));
        Assert.Equal("default-billing-4", again.Json().GetProperty("id").GetString());
    }

    [Fact]
    public async Task Events_OfAnEndedIngestion_EndWithCompleted()
    {
        await _app.PutAsync("billing", Markdown);

        ExpressResponse events = await _app.SendAsync("GET", "/v1/ingestions/default-billing-1/events");

        Assert.Equal("text/event-stream; charset=utf-8", events.ContentType);
        Assert.Contains("event: completed\ndata: {\"id\":\"default-billing-1\"", events.Text);
        Assert.EndsWith("\n\n", events.Text);
    }

    [Fact]
    public async Task Health_AfterStart_IsReady()
    {
        Assert.Equal(200, (await _app.SendAsync("GET", "/health/live")).Status);
        Assert.Equal(200, (await _app.SendAsync("GET", "/health/ready")).Status);
    }
}
