using Trivium.Extraction;
using Trivium.Extraction.Streaming;
using Trivium.Tests.Support;

namespace Trivium.Tests.Extraction.Streaming;

public sealed class LargeSourceTests
{
    /// <summary>33 MB; with TRIVIUM_TESTS=full 500 MB.</summary>
    private static long Rows => TestRuns.IsFull ? 8_000_000 : 520_000;

    [Fact]
    public async Task RunAsync_LargeSource_HoldsItsHeadAlone()
    {
        var format = (IStreamedFormat)ContentTypes.Parse("text/csv").Format;
        await using var source = new GeneratedCsv(Rows);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var document = await TableScans.RunAsync(
            format, null, source, RowKeeping.Head, ExtractionHints.None, CancellationToken.None);

        var table = Assert.Single(document.Tables);
        Assert.Equal(Rows, table.Rows.Count);
        Assert.Equal("id:integer, region:string, amount:number, day:date, active:boolean", Sources.Columns(table));

        // The head, and buffers; other tests of the process hold something too.
        Assert.InRange(source.HeldBytesMax - before, long.MinValue, 150_000_000);
        var rows = await RowStream.OpenAsync(format, table.Streamed!, source, (int)Rows - 1, CancellationToken.None);
        var last = await rows.ReadAsync(CancellationToken.None);
        Assert.Equal(Rows - 1, last["id"].GetInt64());
    }
}
