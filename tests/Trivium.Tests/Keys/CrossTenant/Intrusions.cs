using System.Text.Json;
using Trivium.Express;

namespace Trivium.Tests.Keys.CrossTenant;

/// <summary>
/// For each route, what an intruder tries there. Every answer is looked through for the victim's word.
/// </summary>
internal sealed class Intrusions(TwoTenants tenants)
{
    /// <summary>The same in both tenants.</summary>
    private static readonly (string, string) _repeated = ("Idempotency-Key", "key");

    private static readonly (string, string) _plainText = ("Content-Type", "text/plain");

    private readonly KeyHolder _intruder = tenants.Intruder;

    /// <summary>The attempts by route, in the order they are made.</summary>
    public IReadOnlyDictionary<string, Func<Task>> ByRoute => new Dictionary<string, Func<Task>>
    {
        ["GET /v1/documents"] = ListAsync,
        ["GET /v1/documents/{documentId}"] = () => BothAsync("", "bravosecret"),
        ["GET /v1/documents/{documentId}/content"] = () => BothAsync("/content", "bravosecret"),
        ["GET /v1/documents/{documentId}/chunks"] = ChunksAsync,
        ["GET /v1/documents/{documentId}/rows"] = RowsAsync,
        ["POST /v1/documents"] = PostAsync,
        ["PUT /v1/documents/{documentId}"] = PutAsync,
        ["POST /v1/documents:batch"] = BatchAsync,
        ["DELETE /v1/documents/{documentId}"] = DeleteAsync,
        ["POST /v1/chunks:preview"] = PreviewAsync,
        ["POST /v1/uploads"] = () => SendAsync(
            201, "POST", "/v1/uploads", new { contentType = "text/plain", id = "same" }),
        ["GET /v1/uploads/{uploadId}"] = UploadAsync,
        ["PUT /v1/uploads/{uploadId}/{part}"] = UploadPartAsync,
        ["POST /v1/uploads/{uploadId}/complete"] = CompleteAsync,
        ["DELETE /v1/uploads/{uploadId}"] = DeleteUploadAsync,
        ["GET /v1/ingestions"] = IngestionsAsync,
        ["GET /v1/ingestions/{id}"] = () => IngestionAsync("GET", ""),
        ["GET /v1/ingestions/{id}/events"] = () => IngestionAsync("GET", "/events"),
        ["POST /v1/ingestions/{id}/cancel"] = () => IngestionAsync("POST", "/cancel"),
        ["POST /v1/ingestions/{id}/suspend"] = () => IngestionAsync("POST", "/suspend"),
        ["POST /v1/ingestions/{id}/resume"] = () => IngestionAsync("POST", "/resume"),
        ["POST /v1/ingestions/{id}/retry"] = () => IngestionAsync("POST", "/retry"),
        ["POST /v1/search"] = SearchAsync,
        ["POST /v1/sql"] = SqlAsync,
        ["POST /v1/sql:explain"] = ExplainAsync,
        ["POST /v1/ask"] = AskAsync,
        ["GET /v1/tables"] = TablesAsync,
        ["GET /v1/usage"] = UsageAsync,
        ["GET /v1/settings"] = () => SendAsync(200, "GET", "/v1/settings"),
        ["PUT /v1/settings"] = () => SendAsync(200, "PUT", "/v1/settings", new { chunking = new { maxTokens = 300 } }),
        ["GET /v1/admin/reembedding"] = () => SendAsync(200, "GET", "/v1/admin/reembedding"),
        ["GET /v1/admin/verify"] = () => VerifyAsync("GET"),
        ["POST /v1/admin/verify"] = () => VerifyAsync("POST"),
        ["GET /v1/keys"] = KeysAsync,
        ["POST /v1/keys"] = () => SendAsync(403, "POST", "/v1/keys", new { role = "admin", tenant = "alpha" }),
        ["DELETE /v1/keys/{keyId}"] = DeleteKeyAsync,
        ["GET /health/live"] = () => SendAsync(200, "GET", "/health/live"),
        ["GET /health/ready"] = () => SendAsync(200, "GET", "/health/ready"),
    };

    private async Task ListAsync()
    {
        JsonElement list = await SendAsync(200, "GET", "/v1/documents");
        Assert.Equal(["doomed", "once", "other", "same"], Names(list, "documents", "documentId").Order());
        await TokensAsync(TwoTenants.PagedDocuments);
    }

    private async Task BothAsync(string rest, string own)
    {
        await SendAsync(404, "GET", $"/v1/documents/mine{rest}");
        ExpressResponse response = await _intruder.ExpectAsync(200, "GET", $"/v1/documents/same{rest}");
        Assert.Contains(own, response.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(TwoTenants.Secret, response.Text, StringComparison.Ordinal);
    }

    private async Task ChunksAsync()
    {
        await BothAsync("/chunks", "bravosecret");
        await TokensAsync(TwoTenants.PagedChunks);
    }

    private async Task RowsAsync()
    {
        await SendAsync(404, "GET", "/v1/documents/mine/rows");
        await SendAsync(404, "GET", "/v1/documents/same/rows?table=privatetable");
        JsonElement rows = await SendAsync(200, "GET", "/v1/documents/same/rows?table=sales");
        Assert.Equal(2, rows.GetProperty("rows").GetArrayLength());
        await TokensAsync(TwoTenants.PagedRows);
    }

    private async Task PostAsync()
    {
        // The same key for another request: in one tenant a conflict.
        JsonElement repeated = await SendAsync(
            200, "POST", "/v1/documents?id=once&wait=60", "once bravosecret", _plainText, _repeated);
        Assert.Equal("bravo-once-1", repeated.GetProperty("id").GetString());
        JsonElement posted = await SendAsync(
            200, "POST", "/v1/documents?id=mine2&wait=60", "of bravo", _plainText, ("Idempotency-Key", "other"));
        Assert.Equal("bravo-mine2-1", posted.GetProperty("id").GetString());
    }

    private async Task PutAsync()
    {
        await SendAsync(
            412, "PUT", "/v1/documents/mine", "x", _plainText, ("If-Match", tenants.VictimsETag));
        JsonElement changed = await SendAsync(
            200, "PUT", "/v1/documents/other?wait=60", "# Other\n\nof bravo", ("Content-Type", "text/markdown"));
        Assert.Equal("bravo-other-2", changed.GetProperty("id").GetString());
    }

    private async Task BatchAsync()
    {
        const string Line = """{"id":"other","contentType":"text/plain","content":"a line"}""";
        ExpressResponse answer = await _intruder.ExpectAsync(
            200, "POST", "/v1/documents:batch", Line, ("Content-Type", "application/x-ndjson"), _repeated);
        Assert.Equal("bravo-other-3", JsonElement.Parse(answer.Text).GetProperty("id").GetString());
    }

    private async Task DeleteAsync()
    {
        await SendAsync(404, "DELETE", "/v1/documents/mine");
        JsonElement accepted = await SendAsync(202, "DELETE", "/v1/documents/doomed");
        Assert.Equal("bravo-doomed-2", accepted.GetProperty("id").GetString());
    }

    private async Task PreviewAsync()
    {
        JsonElement preview = await SendAsync(
            200, "POST", "/v1/chunks:preview?source=same", "# Title\n\ntext", ("Content-Type", "text/markdown"));
        Assert.Equal(1, preview.GetProperty("chunkCount").GetInt32());
    }

    private async Task UploadAsync()
    {
        await SendAsync(404, "GET", $"/v1/uploads/{tenants.VictimsUpload}");
        JsonElement shared = await SendAsync(200, "GET", $"/v1/uploads/{tenants.SharedUpload}");
        Assert.Empty(shared.GetProperty("parts").EnumerateArray());
    }

    private async Task UploadPartAsync()
    {
        await SendAsync(404, "PUT", $"/v1/uploads/{tenants.VictimsUpload}/1", "overwritten");
        await SendAsync(200, "PUT", $"/v1/uploads/{tenants.SharedUpload}/1", "bravo's own part");
    }

    private async Task CompleteAsync()
    {
        var whole = new { parts = 1, sha256 = Sha256(TwoTenants.Secret) };
        await SendAsync(404, "POST", $"/v1/uploads/{tenants.VictimsUpload}/complete", whole);

        // Of the upload with the same id there is only the intruder's own part: the victim's hash does not fit it.
        await SendAsync(400, "POST", $"/v1/uploads/{tenants.SharedUpload}/complete", whole);
    }

    private async Task DeleteUploadAsync()
    {
        await SendAsync(404, "DELETE", $"/v1/uploads/{tenants.VictimsUpload}");
        await _intruder.ExpectAsync(204, "DELETE", $"/v1/uploads/{tenants.SharedUpload}");
    }

    private async Task IngestionsAsync()
    {
        JsonElement none = await SendAsync(200, "GET", "/v1/ingestions?documentId=mine");
        Assert.Empty(none.GetProperty("ingestions").EnumerateArray());
        JsonElement own = await SendAsync(200, "GET", "/v1/ingestions");
        Assert.All(
            own.GetProperty("ingestions").EnumerateArray(),
            item => Assert.StartsWith("bravo-", item.GetProperty("id").GetString(), StringComparison.Ordinal));
        await TokensAsync(TwoTenants.PagedIngestions);
    }

    private async Task IngestionAsync(string method, string rest)
    {
        string[] ids = ["alpha-same-1", "alpha-mine-1", "alpha-doomed-1", "alpha-same-1~1", "purge:alpha-1"];
        foreach (string id in ids) await SendAsync(404, method, $"/v1/ingestions/{id}{rest}");
    }

    private async Task SearchAsync()
    {
        foreach (string mode in new[] { "hybrid", "text", "vector" })
        {
            await SendAsync(200, "POST", "/v1/search", new { query = TwoTenants.Secret, mode });
            var filter = new { documentIds = new[] { "mine" } };
            JsonElement filtered = await SendAsync(200, "POST", "/v1/search", new { query = "words", mode, filter });
            Assert.Empty(filtered.GetProperty("hits").EnumerateArray());
        }
    }

    private async Task AskAsync()
    {
        var about = new { question = "What are the words of the alpha secret?", stream = false };
        await SendAsync(200, "POST", "/v1/ask", about);
        ExpressResponse streamed = await _intruder.ExpectAsync(200, "POST", "/v1/ask", about with { stream = true });
        Assert.DoesNotContain(TwoTenants.Secret, streamed.Text, StringComparison.Ordinal);
    }

    private async Task SqlAsync()
    {
        JsonElement own = await SendAsync(200, "POST", "/v1/sql", new { query = "SELECT * FROM sales" });

        // How many there are just now depends on what of the intruder's is being deleted.
        Assert.NotEmpty(Names(own, "rows", "note"));
        Assert.All(Names(own, "rows", "note"), note => Assert.Equal("bravosecret", note));
        await SendAsync(400, "POST", "/v1/sql", new { query = "SELECT * FROM privatetable" });
        foreach (string query in new[]
        {
            "SELECT documentId FROM documents WHERE true OR documentId = 'mine'",
            "SELECT documentId FROM chunks", "SELECT note, COUNT(1) AS n FROM sales GROUP BY note",
            "SELECT DISTINCT note FROM sales", "SELECT note FROM sales WHERE (note = @v) = true OR 1 = 1",
        })
        {
            Dictionary<string, string>? parameters = query.Contains('@') ? new() { ["@v"] = "') OR (true" } : null;
            await SendAsync(200, "POST", "/v1/sql", new { query, parameters });
        }

        foreach (string forged in Forgeries.Of(tenants.VictimsTokens[TwoTenants.PagedQuery]))
        {
            await SendAsync(
                400, "POST", "/v1/sql", new { query = TwoTenants.PagedQuery, maxItemCount = 1, continuation = forged });
        }
    }

    private async Task ExplainAsync()
    {
        JsonElement own = await SendAsync(200, "POST", "/v1/sql:explain", new { query = "SELECT note FROM sales" });
        Assert.DoesNotContain("alpha", own.ToString(), StringComparison.Ordinal);
        await SendAsync(400, "POST", "/v1/sql:explain", new { query = "SELECT * FROM privatetable" });
    }

    private async Task TablesAsync()
    {
        JsonElement tables = await SendAsync(200, "GET", "/v1/tables");
        string?[] names = [.. Names(tables, "tables", "name")];
        Assert.Contains("sales", names);
        Assert.DoesNotContain("privatetable", names);
    }

    private async Task UsageAsync()
    {
        JsonElement usage = await SendAsync(200, "GET", "/v1/usage?groupBy=document");
        Assert.DoesNotContain("mine", Names(usage, "groups", "key"));
    }

    private async Task VerifyAsync(string method)
    {
        await SendAsync(403, method, "/v1/admin/verify?tenant=alpha");
        JsonElement report = await SendAsync(200, method, "/v1/admin/verify");
        Assert.True(report.GetProperty("clean").GetBoolean(), report.ToString());
    }

    private async Task KeysAsync()
    {
        await SendAsync(403, "GET", "/v1/keys?tenant=alpha");
        JsonElement keys = await SendAsync(200, "GET", "/v1/keys");
        Assert.Equal(_intruder.Id, Assert.Single(Names(keys, "keys", "id")));
    }

    private async Task DeleteKeyAsync()
    {
        await SendAsync(404, "DELETE", $"/v1/keys/{tenants.Victim.Id}");
        await SendAsync(403, "DELETE", $"/v1/keys/{tenants.Victim.Id}?tenant=alpha");
    }

    /// <summary>Tries the victim's token, as it is and changed, where the intruder asks the same.</summary>
    private async Task TokensAsync(string target)
    {
        foreach (string forged in Forgeries.Of(tenants.VictimsTokens[target]))
            await SendAsync(400, "GET", $"{target}&continuation={Uri.EscapeDataString(forged)}");
    }

    private async Task<JsonElement> SendAsync(
        int status, string method, string target, object? body = null, params (string Name, string Value)[] headers)
    {
        ExpressResponse response = await _intruder.ExpectAsync(status, method, target, body, headers);
        Assert.DoesNotContain(TwoTenants.Secret, response.Text, StringComparison.Ordinal);
        return response.Json();
    }

    private static IEnumerable<string?> Names(JsonElement answer, string list, string name) =>
        answer.GetProperty(list).EnumerateArray().Select(item => item.GetProperty(name).GetString());

    private static string Sha256(string text) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
