using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Documents;
using Trivium.Express;
using Trivium.Storage;
using Trivium.Tests.Support;
using Trivium.Visibility;

namespace Trivium.Tests.Verification;

/// <summary>What should not be there is found and goes; what should is never taken for it.</summary>
public sealed class VerifierTests : IAsyncLifetime
{
    private const string Markdown = "# Title\n\nSome [text](https://example.com).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";

    private readonly TestStore _store = new();
    private readonly RequestUnitMeter _meter = new();
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await _store.StartAsync();

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Get_AfterWritesReplacementsAndDeletes_IsClean()
    {
        for (int i = 0; i < 5; i++) await _app.PutAsync($"d{i}", Markdown);
        await _app.PutAsync("d1", Markdown + "\nMore.");
        await _app.SendAsync("DELETE", "/v1/documents/d2");

        JsonElement report = await VerifyAsync("GET");

        Assert.True(report.GetProperty("clean").GetBoolean(), report.GetRawText());
        Assert.True(report.GetProperty("documents").GetInt32() >= 4);
        Assert.True(report.GetProperty("items").GetInt64() > 20);
    }

    [Fact]
    public async Task Post_ItemsOfAGenerationNobodyKnows_AreRemovedAndNothingElse()
    {
        await _app.PutAsync("kept", Markdown);
        string before = await StoredAsync();
        await CopyToGenerationAsync("kept", generation: 0);
        Assert.NotEqual(before, await StoredAsync());

        JsonElement seen = await VerifyAsync("GET");
        JsonElement repaired = await VerifyAsync("POST");
        JsonElement after = await VerifyAsync("GET");

        Assert.False(seen.GetProperty("clean").GetBoolean());
        Assert.Equal(
            ["chunks", "documents", "rows"],
            Findings(seen).Select(finding => finding.GetProperty("container").GetString()!.Split('-')[0]).Distinct().Order());
        Assert.All(Findings(seen), finding => Assert.Equal("orphanItems", finding.GetProperty("kind").GetString()));
        Assert.All(Findings(repaired), finding => Assert.True(finding.GetProperty("repaired").GetBoolean()));
        Assert.True(after.GetProperty("clean").GetBoolean(), after.GetRawText());
        Assert.Equal(before, await StoredAsync());
    }

    [Fact]
    public async Task Post_SourcePartsNobodyOwns_AreRemoved()
    {
        await _app.PutAsync("kept", Markdown);
        var part = new SourcePartItem
        {
            Id = SourcePartItem.IdOf("lost", 0),
            Tenant = "default",
            DocumentId = "kept",
            SourceId = "lost",
            Index = 0,
            Data = [1],
        };
        await _app.Database.Documents.UpsertAsync(part, PartitionKeys.Document("default", "kept"), _meter, default);

        Assert.Equal("orphanSource", Assert.Single(Findings(await VerifyAsync("POST"))).GetProperty("kind").GetString());
        Assert.True((await VerifyAsync("GET")).GetProperty("clean").GetBoolean());
        Assert.Equal(200, (await _app.SendAsync("GET", "/v1/documents/kept/content")).Status);
    }

    [Fact]
    public async Task Get_ChunkThatIsMissing_IsACountThatDiffers()
    {
        await _app.PutAsync("short", Markdown);
        await _app.Database.Chunks.DeleteIfPresentAsync("1-0", PartitionKeys.Document("default", "short"), _meter, default);

        JsonElement finding = Assert.Single(Findings(await VerifyAsync("POST")));

        Assert.Equal("countMismatch", finding.GetProperty("kind").GetString());
        Assert.Contains("1 chunks are said, 0 are there", finding.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.False(finding.GetProperty("repaired").GetBoolean());
    }

    [Fact]
    public async Task Get_DocumentItemThatIsMissing_IsFound()
    {
        await _app.PutAsync("headless", Markdown);
        await _app.Database.Documents.DeleteIfPresentAsync(
            DocumentItem.IdOf(1), PartitionKeys.Document("default", "headless"), _meter, default);

        Assert.Equal("missingDocument", Assert.Single(Findings(await VerifyAsync("GET"))).GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Post_NumberThatHidesNothing_IsUnhidden()
    {
        await _app.PutAsync("d", Markdown);
        PartitionKey key = PartitionKeys.Catalog("default");
        ControlItem control = (await _app.Database.Catalog.ReadOrNullAsync<ControlItem>(ControlItem.ControlId, key, _meter, default))!;
        await _app.Database.Catalog.UpsertAsync(
            control with { Next = control.Next + 1, Hidden = [.. control.Hidden, control.Next], ETag = null }, key, _meter, default);

        Assert.Equal("hiddenWithoutGeneration", Assert.Single(Findings(await VerifyAsync("POST"))).GetProperty("kind").GetString());
        Assert.True((await VerifyAsync("GET")).GetProperty("clean").GetBoolean());
    }

    [Fact]
    public async Task Post_WhileOthersWriteReplaceAndDelete_FindsNothing()
    {
        var random = new Random(20261124);
        using var done = new CancellationTokenSource();
        Task writing = Task.Run(async () =>
        {
            for (int i = 0; i < 60; i++)
            {
                string id = $"d{random.Next(6)}";
                if (random.Next(4) == 0) await _app.SendAsync("DELETE", $"/v1/documents/{id}");
                else await _app.SendAsync("PUT", $"/v1/documents/{id}", Markdown + i, ("Content-Type", "text/markdown"));
                _store.Time.Advance(TimeSpan.FromSeconds(15));
            }

            await done.CancelAsync();
        });
        int runs = 0;
        do
        {
            JsonElement report = await VerifyAsync("POST");
            Assert.True(report.GetProperty("clean").GetBoolean(), report.GetRawText());
            Assert.Empty(Findings(report));
            runs++;
        }
        while (!done.IsCancellationRequested);
        await writing;
        Assert.True(runs > 0);
    }

    private static JsonElement[] Findings(JsonElement report) => [.. report.GetProperty("findings").EnumerateArray()];

    private async Task<JsonElement> VerifyAsync(string method)
    {
        ExpressResponse response = await _app.SendAsync(method, "/v1/admin/verify");
        Assert.True(response.Status == 200, response.ToString());
        return response.Json();
    }

    /// <summary>Writes what generation 1 of a document has once more, as a generation that never was.</summary>
    private async Task CopyToGenerationAsync(string documentId, long generation)
    {
        foreach (Container container in (Container[])[_app.Database.Documents, _app.Database.Chunks, _app.Database.Rows])
        {
            QueryDefinition query = new QueryDefinition("SELECT * FROM c WHERE c.documentId = @id AND IS_DEFINED(c.generation)")
                .WithParameter("@id", documentId);
            List<Dictionary<string, JsonElement>> items = [];
            await foreach (var item in container.QueryAsync<Dictionary<string, JsonElement>>(query, null, _meter, default)) items.Add(item);
            foreach (Dictionary<string, JsonElement> item in items)
            {
                item["id"] = JsonSerializer.SerializeToElement($"{generation}{item["id"].GetString()![1..]}");
                item["generation"] = JsonSerializer.SerializeToElement(generation);
                PartitionKey key = item.TryGetValue("table", out JsonElement table)
                    ? PartitionKeys.Rows("default", table.GetString()!, documentId)
                    : PartitionKeys.Document("default", documentId);
                foreach (string system in item.Keys.Where(name => name[0] == '_').ToArray()) item.Remove(system);
                await container.UpsertAsync(item, key, _meter, default);
            }
        }
    }

    private async Task<string> StoredAsync()
    {
        List<string> lines = [];
        foreach (Container container in (Container[])[_app.Database.Documents, _app.Database.Chunks, _app.Database.Rows])
        {
            var query = new QueryDefinition("SELECT c.id, c.documentId, c.generation FROM c");
            await foreach (JsonElement item in container.QueryAsync<JsonElement>(query, null, _meter, default))
                lines.Add($"{container.Id} {item.GetRawText()}");
        }

        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }
}
