using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace Trivium.Cosmos.Embedded.Tests.Storage;

/// <summary>How much memory an account takes. Alone: what other tests hold would be counted.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests(ITestOutputHelper output) : IDisposable
{
    private const int PartBytes = 1024 * 1024;
    private const long CacheBytes = 4 * PartBytes;

    private static readonly int Rows = TestRuns.IsFull ? 2_000_000 : 20_000;
    private static readonly int Parts = TestRuns.IsFull ? 300 : 40;

    // The parts alone are 53 MB in base64 in the small run, and 400 MB in the full one; requests leave pooled buffers.
    private static readonly long HeapBytesMax = CacheBytes + 24L * PartBytes;

    // What the process may grow by in the full run, with the pages and buffers of SQLite and room the collector keeps.
    private static readonly long ProcessBytesMax = 400L * PartBytes;

    private readonly string _directory = Directory.CreateTempSubdirectory("cosmos-embedded-").FullName;

    [Fact]
    public async Task Account_MoreThanMayBeHeld_StaysInStorage()
    {
        var (heap, process) = await Fill(Path.Combine(_directory, "cosmos.db"), queries: true);
        Assert.InRange(heap, long.MinValue, HeapBytesMax);
        if (TestRuns.IsFull)
            Assert.InRange(process, long.MinValue, ProcessBytesMax);
    }

    [Fact]
    public async Task Account_InMemory_IsFoundByThisMeasure()
    {
        // The control: the same work where everything is held must not pass.
        if (!TestRuns.IsFull)
            Assert.InRange((await Fill(null, queries: false)).Heap, HeapBytesMax + 1, long.MaxValue);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<(long Heap, long Process)> Fill(string? path, bool queries)
    {
        var (heapBefore, processBefore) = (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
        await using var engine = EmbeddedCosmos.Open(new()
        {
            DatabasePath = path,
            Durability = Durability.Process,
            ItemCacheBytesMax = CacheBytes,
        });
        using var http = new RawHttp(engine);
        await BulkItems.MakeContainer(http);
        await BulkItems.Write(http, Rows, "a row of a table");
        await WriteParts(http);
        if (queries)
            await Query(http);
        var process = Environment.WorkingSet - processBefore;
        var heap = GC.GetTotalMemory(forceFullCollection: true) - heapBefore;
        output.WriteLine($"{Rows} rows, {Parts} parts: heap +{heap:N0}, process +{process:N0} bytes");
        return (heap, process);
    }

    private static async Task WriteParts(RawHttp http)
    {
        var random = new Random(1);
        var bytes = new byte[PartBytes];
        for (var part = 0; part < Parts; part++)
        {
            random.NextBytes(bytes);

            // Put together, not interpolated: that would leave 4 MB of the test's own in the shared pool for every thread.
            var head = $$"""{"id":"part{{part}}","pk":"source","content":""";
            var item = head + '"' + Convert.ToBase64String(bytes) + "\"}";
            var (status, _) = await http.Send(
                "POST", "/dbs/db/colls/items/docs", item,
                ("Prefer", "return=minimal"), ("x-ms-documentdb-partitionkey", "[\"source\"]"));
            Assert.Equal(201, status);
        }
    }

    private static async Task Query(RawHttp http)
    {
        Assert.Equal(Rows + Parts, (int)await One("SELECT VALUE COUNT(1) FROM c"));
        Assert.Equal((Rows + 6) / 7, (int)await One("SELECT VALUE COUNT(1) FROM c WHERE c.n % 7 = 0"));
        Assert.Equal(
            (Rows - 1L) * Rows / 2, (long)(double)await One("SELECT VALUE SUM(c.n) FROM c WHERE c.pk = 'a'"));
        Assert.Equal($"{Rows - 1}", (string?)await One("SELECT TOP 1 VALUE c.id FROM c ORDER BY c.n DESC"));

        async Task<JsonNode> One(string query)
        {
            var (status, body) = await http.Send(
                "POST", "/dbs/db/colls/items/docs", new JsonObject { ["query"] = query }.ToJsonString(),
                ("x-ms-documentdb-isquery", "True"));
            Assert.Equal(200, status);
            return JsonNode.Parse(body)!["Documents"]![0]!;
        }
    }
}
