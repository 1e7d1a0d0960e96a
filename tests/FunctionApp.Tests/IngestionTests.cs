using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Trivium.FunctionApp.Tests.Hosting;

namespace Trivium.FunctionApp.Tests;

/// <summary>Documents through Durable Functions, in all three models.</summary>
[Collection(FunctionsContractHost.Name)]
public sealed class IngestionTests(FunctionsContractHost host)
{
    /// <summary>1,000,000 characters of three bytes: a row may have them, but an item of the store may not.</summary>
    private const int CellLength = 1_000_000;

    [Fact]
    public async Task Put_Document_EndsCompletedWithAReceiptAndCanBeFoundAndQueried()
    {
        string id = host.NewId("harbour");
        var accepted = await host.PutAsync(
            id, "# Harbour\n\nThe lighthouse is painted white.\n\n| boat | masts |\n|---|---|\n| Ada | 3 |\n", "text/markdown");

        JsonElement ingestion = await host.CompletedAsync(accepted);
        JsonElement receipt = ingestion.GetProperty("receipt");
        string table = receipt.GetProperty("tables")[0].GetString()!;
        JsonElement found = (await host.PostJsonAsync(
            "/v1/search", new { query = "lighthouse painted", filter = new { documentIds = new[] { id } } })).Json();
        JsonElement rows = (await host.PostJsonAsync(
            "/v1/sql", new { query = $"SELECT masts FROM {table} WHERE boat = 'Ada'" })).Json();

        Assert.Equal(id, receipt.GetProperty("documentId").GetString());
        Assert.True(receipt.GetProperty("chunks").GetInt32() > 0);
        Assert.NotEmpty(receipt.GetProperty("activities").EnumerateArray());
        Assert.Contains(
            found.GetProperty("hits").EnumerateArray(),
            hit => hit.GetProperty("documentId").GetString() == id);
        Assert.Equal("""[{"masts":3}]""", rows.GetProperty("rows").GetRawText());
    }

    [Fact]
    public async Task Put_DocumentThatFailsInAnActivity_IsFailedWithTheActivitysCodeAndMessage()
    {
        string id = host.NewId("wide");
        var accepted = await host.SendAsync(
            "PUT",
            $"/v1/documents/{id}",
            new StringContent($"name\n{new string('あ', CellLength)}\n", new MediaTypeHeaderValue("text/csv")));

        accepted.Expect(HttpStatusCode.Accepted);
        JsonElement ended = await host.UntilAsync(
            accepted.Header("Location")!,
            reply => reply.Json().GetProperty("status").GetString() is "Completed" or "Failed");

        Assert.Equal("Failed", ended.GetProperty("status").GetString());
        JsonElement error = ended.GetProperty("error");
        Assert.Equal("too_large", error.GetProperty("code").GetString());
        Assert.Contains("Shorten it or split the document", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
