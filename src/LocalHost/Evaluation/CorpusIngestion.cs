using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Trivium.LocalHost.FirstRun;

namespace Trivium.LocalHost.Evaluation;

/// <summary>Sends a corpus to a host in batches, and waits until all of it can be found.</summary>
internal sealed class CorpusIngestion(HttpClient api)
{
    /// <summary>500 documents a batch: at some kilobytes each well below what a batch may have.</summary>
    private const int BatchLinesMax = 500;

    /// <summary>The last of a batch is waited for longest; the others are mostly done by then.</summary>
    private static readonly TimeSpan _betweenLooks = TimeSpan.FromMilliseconds(100);

    /// <exception cref="EvaluationException">A document was refused, or could not be ingested.</exception>
    public async Task RunAsync(Corpus corpus, Action documentDone, CancellationToken cancellationToken)
    {
        foreach (object[] batch in corpus.Envelopes.Chunk(BatchLinesMax))
        {
            foreach (string ingestion in await SendAsync(batch, cancellationToken))
            {
                await WaitAsync(ingestion, cancellationToken);
                documentDone();
            }
        }
    }

    private async Task<IReadOnlyList<string>> SendAsync(object[] envelopes, CancellationToken cancellationToken)
    {
        string lines = string.Join('\n', envelopes.Select(envelope => JsonSerializer.Serialize(envelope)));
        using var body = new StringContent(lines, Encoding.UTF8, new MediaTypeHeaderValue("application/x-ndjson"));
        using HttpResponseMessage response = await api.PostAsync("/v1/documents:batch", body, cancellationToken);
        string answer = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode) throw new EvaluationException($"The corpus was refused: {answer}");

        List<string> ingestions = [];
        foreach (string line in answer.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonElement result = JsonSerializer.Deserialize<JsonElement>(line);
            if (result.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Object)
                throw new EvaluationException($"A document of the corpus was refused: {error}");
            ingestions.Add(result.GetProperty("id").GetString()!);
        }

        return ingestions;
    }

    private async Task WaitAsync(string ingestion, CancellationToken cancellationToken)
    {
        while (true)
        {
            using HttpResponseMessage response = await api.GetAsync($"/v1/ingestions/{ingestion}", cancellationToken);
            JsonElement status = await response.ReadJsonAsync(cancellationToken);
            switch (status.GetProperty("status").GetString())
            {
                case "Completed":
                    return;
                case "Failed" or "Terminated":
                    throw new EvaluationException($"A document of the corpus could not be ingested: {status}");
            }

            await Task.Delay(_betweenLooks, TimeProvider.System, cancellationToken);
        }
    }
}
