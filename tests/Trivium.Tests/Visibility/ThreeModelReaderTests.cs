using System.Globalization;
using System.Text.Json;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Visibility;

/// <summary>
/// Several writers replace one document; readers ask over HTTP for SQL in pages, for search in each mode and for the
/// document. Their requests are held between the snapshot and the query. Each answer is of one whole version.
/// </summary>
public sealed class ThreeModelReaderTests
{
    private const int Writers = 3;

    private static readonly string[] SearchModes = ["text", "vector", "hybrid"];

    public static TheoryData<int> Seeds => TestRuns.Seeds(few: 1, many: 8);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Answers_WhileWritersReplaceADocument_AreOfOneWholeVersion(int seed)
    {
        await using var store = new TestStore();
        await using TestApp writing = await store.StartAsync();
        int[] chunks = await CountChunksAsync(writing);
        await writing.PutAsync("d", VersionedDocument.Text(0));
        using var faults = new HoldingHandler(seed);
        await using TestApp reading = await store.StartAsync(faults, engine: "reader.db");
        using var written = new CancellationTokenSource();
        int answers = 0;

        Task[] readers = [.. Enumerable.Range(0, 2).Select(ReadAsync)];
        for (int round = 0; (round < (TestRuns.IsFull ? 40 : 6) || Volatile.Read(ref answers) < 6) && !readers.Any(reader => reader.IsFaulted); round++)
        {
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(
                writer => writing.PutAsync("d", VersionedDocument.Text(1 + (round * Writers) + writer))));
            store.Time.Advance(TimeSpan.FromSeconds(12));
        }

        await written.CancelAsync();
        await Task.WhenAll(readers);

        async Task ReadAsync(int reader)
        {
            for (int turn = reader; !written.IsCancellationRequested; turn++)
            {
                bool answered = (turn % 3) switch
                {
                    0 => await ReadSqlAsync(reading),
                    1 => await ReadSearchAsync(reading, SearchModes[turn / 3 % SearchModes.Length], chunks),
                    _ => await ReadDocumentAsync(reading, chunks),
                };
                if (answered) Interlocked.Increment(ref answers);
            }
        }
    }

    /// <summary>How many chunks version n has, by n mod 4.</summary>
    private static async Task<int[]> CountChunksAsync(TestApp app)
    {
        var counts = new int[4];
        for (int version = 0; version < counts.Length; version++)
        {
            await app.PutAsync($"count-{version}", VersionedDocument.Text(version));
            ExpressResponse document = await app.SendAsync("GET", $"/v1/documents/count-{version}");
            counts[version] = document.Json().GetProperty("counts").GetProperty("chunks").GetInt32();
        }

        return counts;
    }

    private static async Task<bool> ReadSqlAsync(TestApp app)
    {
        List<int> versions = [];
        string? continuation = null;
        do
        {
            ExpressResponse page = await app.SendAsync("POST", "/v1/sql", new
            {
                query = $"SELECT version FROM {VersionedDocument.Table} WHERE documentId = 'd'",
                maxItemCount = 2,
                continuation,
            });
            if (HasExpired(page)) return false;

            versions.AddRange(page.Json().GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("version").GetInt32()));
            continuation = page.Json().TryGetProperty("continuation", out JsonElement next) ? next.GetString() : null;
        }
        while (continuation is not null);

        int version = Assert.Single(versions.Distinct());
        Assert.Equal((version % 4) + 2, versions.Count);
        return true;
    }

    private static async Task<bool> ReadSearchAsync(TestApp app, string mode, int[] chunks)
    {
        ExpressResponse answer = await app.SendAsync("POST", "/v1/search", new
        {
            query = "text of version",
            mode,
            top = 50,
            filter = new { documentIds = (string[])["d"] },
        });
        if (HasExpired(answer)) return false;

        JsonElement[] hits = [.. answer.Json().GetProperty("hits").EnumerateArray()];
        Assert.NotEmpty(hits);
        Assert.Single(hits.Select(hit => hit.GetProperty("generation").GetInt64()).Distinct());
        int version = VersionOf(hits[0]);
        Assert.All(hits, hit => Assert.Equal(version, VersionOf(hit)));
        Assert.Equal(
            Enumerable.Range(0, chunks[version % 4]), hits.Select(hit => hit.GetProperty("chunkIndex").GetInt32()).Order());
        return true;
    }

    private static async Task<bool> ReadDocumentAsync(TestApp app, int[] chunks)
    {
        ExpressResponse answer = await app.SendAsync("GET", "/v1/documents/d");
        if (HasExpired(answer)) return false;

        JsonElement document = answer.Json();
        int version = VersionOf(document);
        Assert.Equal(chunks[version % 4], document.GetProperty("counts").GetProperty("chunks").GetInt32());
        JsonElement[] sections = [.. document.GetProperty("sections").EnumerateArray()];
        Assert.Equal(document.GetProperty("counts").GetProperty("sections").GetInt32(), sections.Length);
        Assert.All(sections, section => Assert.Equal($"Version {version}", section.GetProperty("headingPath")[0].GetString()));
        return true;
    }

    // The writers' clock runs ahead: a reader that was held too long is told so (one of SQL, whose time is shorter than a
    // reader's life, that its query took too long), and is told nothing else.
    private static bool HasExpired(ExpressResponse answer)
    {
        if (answer.Status == 410) return true;

        if (answer.Status == 413 && answer.Text.Contains("The query took longer than", StringComparison.Ordinal)) return true;

        Assert.True(answer.Status == 200, answer.ToString());
        return false;
    }

    private static int VersionOf(JsonElement titled) =>
        int.Parse(titled.Text("title")!.Split(' ')[1], CultureInfo.InvariantCulture);
}
