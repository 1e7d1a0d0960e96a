using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Ingestion.Faults;

/// <summary>Something users do, during which the account fails.</summary>
/// <param name="Name">What.</param>
/// <param name="Before">What comes before it, without faults.</param>
/// <param name="Act">What is done.</param>
internal sealed record FaultScenario(string Name, Func<PatientClient, Task> Before, Func<PatientClient, Task> Act)
{
    private const string Document = "/v1/documents/d";

    /// <summary>A word that lets the embedder of a test fail until it is mended.</summary>
    public const string Broken = "unreadable";

    public static IReadOnlyList<FaultScenario> All { get; } =
    [
        new("ingest", Nothing, client => client.PutAsync(Document, VersionedDocument.Text(1))),
        new("change", FirstAsync, ChangeAsync),
        new(
            "rename",
            client => IngestAsync(client, $"{Document}?title=Old&source=old.md", VersionedDocument.Text(1)),
            client => client.PutAsync($"{Document}?title=New&source=new.md", VersionedDocument.Text(1))),
        new(
            "delete",
            FirstAsync,
            client => client.SendAsync([404], "DELETE", Document)),
        new("upload", Nothing, UploadAsync),
        new("batch", Nothing, BatchAsync),
        new("retry", FailAsync, RetryAsync),
    ];

    public static FaultScenario Of(string name) => All.Single(scenario => scenario.Name == name);

    private static Task Nothing(PatientClient client) => Task.CompletedTask;

    private static Task FirstAsync(PatientClient client) =>
        IngestAsync(client, Document, VersionedDocument.Text(1));

    private static async Task IngestAsync(PatientClient client, string target, string text)
    {
        ExpressResponse accepted = await client.PutAsync(target, text);
        JsonElement ended = await client.App.EndAsync(accepted.Json().Text("id")!);
        Assert.Equal("Completed", ended.Text("status"));
    }

    private static Task ChangeAsync(PatientClient client) => client.PutAsync(Document, VersionedDocument.Text(2));

    private static async Task UploadAsync(PatientClient client)
    {
        byte[] text = Encoding.UTF8.GetBytes(VersionedDocument.Text(3));
        ExpressResponse begun = await client.SendAsync(
            [], "POST", "/v1/uploads", new { id = "d", contentType = "text/markdown", title = "Uploaded" });
        string upload = begun.Json().Text("id")!;
        await client.SendAsync([], "PUT", $"/v1/uploads/{upload}/1", text);
        await client.SendAsync(
            [],
            "POST",
            $"/v1/uploads/{upload}/complete",
            new { parts = 1, sha256 = Convert.ToHexStringLower(SHA256.HashData(text)) });
    }

    private static async Task BatchAsync(PatientClient client)
    {
        string body = string.Join('\n', Enumerable.Range(1, 3).Select(line => JsonSerializer.Serialize(new
        {
            id = $"d{line}",
            contentType = "text/markdown",
            content = VersionedDocument.Text(line),
        })));
        while (true)
        {
            // The key makes the repetition of a line that was accepted say so.
            ExpressResponse answer = await client.SendAsync(
                [], "POST", "/v1/documents:batch", body, ("Content-Type", "application/x-ndjson"), ("Idempotency-Key", "b"));
            int[] statuses =
            [
                .. answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("status").GetInt32()),
            ];
            Assert.Equal(3, statuses.Length);
            Assert.All(statuses, status => Assert.True(status is 200 or 202 or 429 or 503, answer.Text));
            if (statuses.All(status => status < 300)) return;
        }
    }

    private static async Task FailAsync(PatientClient client)
    {
        await FirstAsync(client);
        ExpressResponse accepted = await client.PutAsync(Document, VersionedDocument.Text(2) + $"\nIt is {Broken}.\n");
        JsonElement ended = await client.App.EndAsync(accepted.Json().Text("id")!);
        Assert.Equal("Failed", ended.Text("status"));
    }

    /// <summary>409: the answer to the first was lost, and the ingestion is no longer failed.</summary>
    private static Task RetryAsync(PatientClient client) =>
        client.SendAsync([409], "POST", "/v1/ingestions/default-d-2/retry");
}
