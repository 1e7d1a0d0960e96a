using System.Net.Http.Headers;
using System.Text.Json;
using Spectre.Console;

namespace Trivium.LocalHost.FirstRun;

/// <summary>Sends the sample documents to the HTTP API, as any caller would, and shows how far it has come.</summary>
/// <param name="api">The host's API.</param>
/// <param name="console">Where the progress bar goes.</param>
internal sealed class SeedIngestion(HttpClient api, IAnsiConsole console)
{
    /// <summary>4: enough to keep two cores at work; more only makes each document wait longer.</summary>
    private const int ConcurrencyMax = 4;

    public async Task RunAsync(IReadOnlyList<SeedFile> seeds, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        await console.Progress()
            .HideCompleted(false)
            .StartAsync(async progress =>
            {
                ProgressTask bar = progress.AddTask($"Ingesting {seeds.Count} sample documents", maxValue: seeds.Count);
                var parallel = new ParallelOptions { MaxDegreeOfParallelism = ConcurrencyMax, CancellationToken = cancellationToken };
                await Parallel.ForEachAsync(seeds, parallel, async (seed, stop) =>
                {
                    if (await IngestAsync(seed, stop) is { } failure)
                    {
                        lock (failures)
                        {
                            failures.Add(failure);
                        }
                    }

                    bar.Increment(1);
                });
            });
        foreach (string failure in failures)
        {
            console.MarkupLineInterpolated($"[red]{failure}[/]");
        }
    }

    // Null, or what went wrong.
    private async Task<string?> IngestAsync(SeedFile seed, CancellationToken cancellationToken)
    {
        using var body = new ByteArrayContent(await File.ReadAllBytesAsync(seed.FilePath, cancellationToken));
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(seed.ContentType);
        string path = $"/v1/documents/{seed.DocumentId}?source=seeds/{seed.DocumentId}&wait=60";
        using HttpResponseMessage response = await api.PutAsync(path, body, cancellationToken);
        JsonElement accepted = await response.ReadJsonAsync(cancellationToken);
        if (accepted.TryGetProperty("unchanged", out JsonElement unchanged) && unchanged.GetBoolean())
        {
            return null;
        }

        using HttpResponseMessage status = await api.GetAsync($"/v1/ingestions/{accepted.GetProperty("id").GetString()}", cancellationToken);
        JsonElement ingestion = await status.ReadJsonAsync(cancellationToken);
        return ingestion.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Object
            ? $"{seed.DocumentId}: {error.GetProperty("message").GetString()}"
            : null;
    }
}
