using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;
using Trivium.Ingestion;
using Trivium.Storage;
using Trivium.Tests.Support;
using Trivium.Visibility;

namespace Trivium.Tests.Ingestion;

/// <summary>Tables that are too large to be held: every row is there, once, whatever happens while they are written.</summary>
public sealed class StreamedTableTests
{
    /// <summary>Five slices, and twice what is kept for chunks; with TRIVIUM_TESTS=full slices of several groups.</summary>
    private static int Rows => TestRuns.IsFull ? 600_000 : 9_000;

    public static TheoryData<int> Seeds => TestRuns.Seeds(few: 1, many: 20);

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/json")]
    public async Task Put_LargeTable_HasEveryRowAndLeavesNothingWhenDeleted(string contentType)
    {
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync();

        JsonElement ended = await app.PutAsync("big", Source(contentType, Rows), contentType);

        Assert.True(ended.Text("status") == "Completed", ended.ToString());
        JsonElement receipt = ended.GetProperty("receipt");
        Assert.Equal((Rows, 200), (receipt.GetProperty("rows").GetInt32(), receipt.GetProperty("chunks").GetInt32()));
        Assert.Equal(Rows, ended.GetProperty("progress").GetProperty("done").GetInt32() - 200);
        int slices = receipt.GetProperty("activities").EnumerateArray()
            .Single(activity => activity.Text("name") == "project").GetProperty("calls").GetInt32();
        Assert.InRange(slices, 2, 257);
        Assert.Equal(Rows, await app.Database.Rows.CountAsync());
        foreach (int row in (int[])[0, 1, 1_999, 2_000, (Rows / 2) + 1, Rows - 1])
            Assert.Equal(1, await app.Database.Rows.CountAsync(
                $"c.rowIndex = {row} AND c.data.id = {row} AND c.data.note = '{NoteOf(row)}' AND c.data.day = '2026-11-05'"));
        Assert.Equal(1, await app.Database.Documents.CountAsync("c.kind = 'plan'"));
        ExpressResponse verified = await app.SendAsync("GET", "/v1/admin/verify");
        Assert.True(verified.Json().GetProperty("clean").GetBoolean(), verified.ToString());

        await app.SendAsync("DELETE", "/v1/documents/big");
        await app.AdvanceUntilAsync(async () => await app.CountDocumentItemsAsync() == 0, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Put_FaultInTheLastRow_IsRefusedAndLeavesNothing()
    {
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync();
        string source = Source("text/csv", 40_000) + "40000,a,2026-11-05,too many\n";
        Assert.True(source.Length > 2 * 1024 * 1024);

        ExpressResponse refused = await app.SendAsync("PUT", "/v1/documents/big", source, ("Content-Type", "text/csv"));

        Assert.Equal(400, refused.Status);
        Assert.Contains("The record in line 40002 has 4 fields, the header has 3.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.CountDocumentItemsAsync());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Put_ThroughFaultsAndAKill_HasEveryRowOnce(int seed)
    {
        await using var store = new TestStore();
        using (var faults = new FaultyHandler(seed, 0))
        {
            await using TestApp first = await store.StartAsync(faults);
            ExpressResponse accepted = await first.SendAsync(
                "PUT", "/v1/documents/big", Source("text/csv", Rows), ("Content-Type", "text/csv"));
            Assert.Equal(202, accepted.Status);
            while (await first.Database.Rows.CountAsync() < 100) await Task.Yield();
            faults.Cut();
        }

        using var later = new FaultyHandler(seed, 0.02);
        await using TestApp app = await store.StartAsync(later);
        await AdvanceUntilReadableAsync(store, app);

        Assert.Equal(Rows, await app.Database.Rows.CountAsync());
        Assert.Equal(1, await app.Database.Rows.CountAsync($"c.rowIndex = {Rows - 1} AND c.data.id = {Rows - 1}"));
    }

    /// <summary>The second attempt at a slice writes only the groups that are not noted as written.</summary>
    [Fact]
    public async Task WriteAsync_OfASliceThatBroke_GoesOnAfterTheLastGroupThatIsNoted()
    {
        using var embedder = new HeldEmbedder();
        using var batches = new RowBatches();
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync(
            batches, services: services => services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(embedder));
        await app.SendAsync("PUT", "/v1/documents/big", Source("text/csv", 7_001), ("Content-Type", "text/csv"));
        await embedder.Reached;
        while (batches.Count < 71) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        GenerationItem generation = (await app.Database.Catalog.ReadOrNullAsync<GenerationItem>(
            GenerationItem.IdOf(1), PartitionKeys.Catalog("default"), new(), CancellationToken.None))!;
        var writer = app.Services.GetRequiredService<StreamedRowsWriter>();
        var request = new SliceRequest(
            new(new("default", "big", 1, AcceptedKind.Write), 1, SourceReference.Of(generation.Source!)),
            new(SliceKind.StreamedRows, "big", 1, 7_000));

        batches.Reset(allowed: 25);
        await Assert.ThrowsAsync<HttpRequestException>(() => writer.WriteAsync(request, new(), CancellationToken.None));
        batches.Reset(allowed: int.MaxValue);
        bool written = await writer.WriteAsync(request, new(), CancellationToken.None);

        // 7,000 rows in batches of 100, of which the first group of 2,000 is noted.
        Assert.True(written);
        Assert.Equal(50, batches.Count);
        embedder.Release();
        JsonElement ended = await app.EndAsync("default-big-1");
        Assert.True(ended.Text("status") == "Completed", ended.ToString());
        Assert.Equal(7_001, await app.Database.Rows.CountAsync());
    }

    /// <summary>By small steps: the deadline of a slice passes in this time too.</summary>
    private static async Task AdvanceUntilReadableAsync(TestStore store, TestApp app)
    {
        while ((await app.SendAsync("GET", "/v1/documents/big")).Status != 200)
        {
            Assert.False(
                (await app.SendAsync("GET", "/v1/ingestions/default-big-1")).Text.Contains("\"Failed\"", StringComparison.Ordinal));
            store.Time.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private static string Source(string contentType, int rows)
    {
        var text = new StringBuilder(contentType == "text/csv" ? "id,note,day\n" : "[");
        for (int row = 0; row < rows; row++)
        {
            text.Append(contentType == "text/csv"
                ? $"{row},{NoteOf(row)},2026/11/05\n"
                : $"{(row == 0 ? "" : ",\n")}{{\"id\":{row},\"note\":\"{NoteOf(row)}\",\"day\":\"2026-11-05\"}}");
        }

        return text.Append(contentType == "text/csv" ? "" : "]").ToString();
    }

    private static string NoteOf(int row) => string.Create(
        CultureInfo.InvariantCulture, $"{row}. 東京 and a text that is neither long nor short as notes are");
}
