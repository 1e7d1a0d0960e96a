using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit.Abstractions;

namespace Trivium.LocalHost.Tests;

/// <summary>
/// <c>kill -9</c> at random moments of ingestion, again and again on one data directory: what was answered with a 202 is
/// there, once, and every answer is complete.
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int RowsPerDocument = 40;
    private const int DocumentsPerRound = 12;

    private readonly TemporaryDirectory _data = new();

    [Fact]
    public async Task Kill_AtRandomMomentsOfIngestion_LosesNothingThatWasAccepted()
    {
        bool full = Environment.GetEnvironmentVariable("TRIVIUM_TESTS") == "full";
        int seed = int.TryParse(Environment.GetEnvironmentVariable("TRIVIUM_SEED"), CultureInfo.InvariantCulture, out int given) ? given : 20261122;
        int kills = full ? 40 : 4;
        output.WriteLine($"TRIVIUM_SEED={seed}, {kills} kills");
        var random = new Random(seed);
        var accepted = new ConcurrentDictionary<string, byte[]>();

        for (int round = 0; round < kills; round++)
        {
            await using HostProcess host = await HostProcess.StartAsync(_data.Path, "--no-seeds");
            int enough = accepted.Count + random.Next(1, DocumentsPerRound);
            Task sending = SendAsync(host, round, accepted);

            // Counted in documents, not in time: a busy machine accepts few in a second.
            while (accepted.Count < enough && !sending.IsCompleted)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300)), TimeProvider.System);
            await host.KillAsync();
            await sending;
        }

        await using HostProcess survivor = await HostProcess.StartAsync(_data.Path, "--no-seeds");
        output.WriteLine($"{accepted.Count} documents accepted");
        Assert.NotEmpty(accepted);
        await WaitUntilAllEndedAsync(survivor);
        await AssertCompleteAsync(survivor, accepted);
        Assert.Equal(0, await survivor.InterruptAsync());
    }

    public void Dispose() => _data.Dispose();

    private static string Word(string documentId) => "zq" + string.Concat(documentId.Where(char.IsAsciiDigit).Select(digit => (char)('a' + digit - '0')));

    private static async Task SendAsync(HostProcess host, int round, ConcurrentDictionary<string, byte[]> accepted)
    {
        await Parallel.ForAsync(0, DocumentsPerRound, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (index, stop) =>
        {
            string id = $"orders-{round:D3}{index:D3}";
            byte[] bytes = Source(id);
            using var body = new ByteArrayContent(bytes);
            body.Headers.ContentType = new("text/csv");
            try
            {
                using HttpResponseMessage response = await host.Api.PutAsync($"/v1/documents/{id}?title=orders", body, stop);
                if (response.StatusCode == HttpStatusCode.Accepted)
                {
                    accepted[id] = bytes;
                }
            }
            catch (HttpRequestException)
            {
                // The host is dead; whether this one was accepted nobody knows.
            }
        });
    }

    private static byte[] Source(string id)
    {
        var csv = new StringBuilder("item,amount,note\n");
        for (int row = 0; row < RowsPerDocument; row++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"item {row},{row},{Word(id)} stands in row {row}\n");
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static async Task WaitUntilAllEndedAsync(HostProcess host)
    {
        for (int attempt = 0; attempt < 600; attempt++)
        {
            int unfinished = 0;
            foreach (string status in (string[])["Pending", "Running"])
            {
                JsonElement page = await host.Api.GetFromJsonAsync<JsonElement>($"/v1/ingestions?status={status}&top=100");
                unfinished += page.GetProperty("ingestions").GetArrayLength();
            }

            if (unfinished == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        Assert.Fail($"Ingestions did not end.\n{host.Output}");
    }

    private static async Task AssertCompleteAsync(HostProcess host, ConcurrentDictionary<string, byte[]> accepted)
    {
        List<string> listed = await ListAsync(host);
        Assert.Equal(listed.Distinct(), listed);
        Assert.Empty(accepted.Keys.Except(listed));

        string table = await TableOfAsync(host, listed[0]);
        JsonElement sql = await PostAsync(host, "/v1/sql", new
        {
            query = $"SELECT documentId, COUNT(1) AS n, SUM(amount) AS total FROM {table} GROUP BY documentId",
            maxItemCount = 1000,
        });
        Assert.Equal(listed.Order(StringComparer.Ordinal), sql.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("documentId").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(sql.GetProperty("rows").EnumerateArray(), row =>
        {
            Assert.Equal(RowsPerDocument, row.GetProperty("n").GetInt32());
            Assert.Equal(RowsPerDocument * (RowsPerDocument - 1) / 2, row.GetProperty("total").GetInt32());
        });

        foreach ((string id, byte[] bytes) in accepted)
        {
            Assert.Equal(bytes, await host.Api.GetByteArrayAsync($"/v1/documents/{id}/content"));
            JsonElement document = await host.Api.GetFromJsonAsync<JsonElement>($"/v1/documents/{id}");
            JsonElement search = await PostAsync(host, "/v1/search", new { query = Word(id), mode = "text", top = 50 });
            JsonElement[] hits = [.. search.GetProperty("hits").EnumerateArray()];
            Assert.All(hits, hit => Assert.Equal(id, hit.GetProperty("documentId").GetString()));
            Assert.Equal(
                Enumerable.Range(0, document.GetProperty("counts").GetProperty("chunks").GetInt32()),
                hits.Select(hit => hit.GetProperty("chunkIndex").GetInt32()).Order());
        }
    }

    private static async Task<List<string>> ListAsync(HostProcess host)
    {
        var ids = new List<string>();
        string? continuation = null;
        do
        {
            string query = continuation is null ? "" : $"&continuation={Uri.EscapeDataString(continuation)}";
            JsonElement page = await host.Api.GetFromJsonAsync<JsonElement>($"/v1/documents?top=50{query}");
            ids.AddRange(page.GetProperty("documents").EnumerateArray().Select(head => head.GetProperty("documentId").GetString()!));
            continuation = page.TryGetProperty("continuation", out JsonElement next) ? next.GetString() : null;
        }
        while (continuation is not null);
        return ids;
    }

    private static async Task<string> TableOfAsync(HostProcess host, string documentId)
    {
        JsonElement document = await host.Api.GetFromJsonAsync<JsonElement>($"/v1/documents/{documentId}");
        return document.GetProperty("tables").EnumerateArray().Select(table => table.GetProperty("name").GetString()!).First(name => name is not "links" and not "headings");
    }

    private static async Task<JsonElement> PostAsync<T>(HostProcess host, string path, T body)
    {
        using HttpResponseMessage response = await host.Api.PostAsJsonAsync(path, body);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"POST {path}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
