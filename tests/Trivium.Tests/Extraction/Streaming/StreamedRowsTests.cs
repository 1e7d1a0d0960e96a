using System.Text;
using System.Text.Json;
using Trivium.Extraction;
using Trivium.Extraction.Streaming;
using Trivium.Storage;

namespace Trivium.Tests.Extraction.Streaming;

/// <summary>
/// What is read in pieces, from any row on and in any order, is what is read as a whole; in every charset.
/// </summary>
public sealed class StreamedRowsTests
{
    /// <summary>Four positions.</summary>
    private const int Rows = 6_500;

    public static TheoryData<string, string> Sources()
    {
        var data = new TheoryData<string, string>();
        foreach (var charset in (string[])["utf-8", "utf-16", "utf-16BE", "shift_jis", "euc-jp", "iso-2022-jp", "windows-1252"])
            data.Add("text/csv", charset);
        data.Add("text/tab-separated-values", "utf-8");
        data.Add("application/json", "utf-8");
        data.Add("application/json", "utf-16");
        data.Add("application/x-ndjson", "utf-8");
        data.Add("application/x-ndjson", "utf-16BE");
        return data;
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task ReadAsync_FromAnyRowInAnyOrder_GivesTheRowsOfTheWhole(string mediaType, string charset)
    {
        var random = new Random(Rows);
        var bytes = Source(mediaType, charset, random);
        var type = ContentTypes.Parse($"{mediaType}; charset={charset}");
        var format = Assert.IsAssignableFrom<IStreamedFormat>(type.Format);
        var whole = Assert.Single(
            format.Extract(bytes, type.Charset, ExtractionHints.None, CancellationToken.None).Tables);
        var scanned = await TableScans.RunAsync(
            format,
            type.Charset,
            new ChoppedStream(bytes, random, 9_999),
            RowKeeping.None,
            ExtractionHints.None,
            CancellationToken.None);
        var table = Assert.Single(scanned.Tables);
        var streamed = Stored(Assert.IsType<StreamedRows>(table.Streamed));

        Assert.Equal(Rows, whole.Rows.Count);
        Assert.Equal((Rows, Rows), (table.Rows.Count, streamed.Count));
        Assert.Equal(Trivium.Tests.Extraction.Sources.Columns(whole), Trivium.Tests.Extraction.Sources.Columns(table));
        Assert.Equal(4, streamed.Positions.Count);
        foreach (var position in streamed.Positions.OrderBy(_ => random.Next()))
        {
            var from = Math.Min(position.Row + random.Next(3), Rows - 2);
            var stream = new ChoppedStream(bytes, random, 4_000);
            var rows = await RowStream.OpenAsync(format, streamed, stream, from, CancellationToken.None);
            for (var row = from; row < Math.Min(from + 50, Rows); row++)
                Assert.Equal(Shown(whole.Rows[row]), Shown(await rows.ReadAsync(CancellationToken.None)));
            Assert.True(stream.Seen.First >= position.At.Offset && stream.Seen.Count < 200_000, $"{stream.Seen}");
        }
    }

    [Fact]
    public async Task RunAsync_CharsetThatShowsLate_IsDetected()
    {
        var shiftJis = CodePagesEncodingProvider.Instance.GetEncoding(932)!;
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(row => $"{row},x\n")) + "9,東京の売上\n";
        var format = (IStreamedFormat)ContentTypes.Parse("text/csv").Format;

        var document = await TableScans.RunAsync(
            format,
            null,
            new ChoppedStream(shiftJis.GetBytes("n,label\n" + text), new Random(1), 5_000),
            RowKeeping.All,
            ExtractionHints.None,
            CancellationToken.None);

        Assert.Equal("東京の売上", document.Tables[0].Rows[20_000]["label"].GetString());
    }

    [Fact]
    public async Task RunAsync_ManyRows_HasNoMorePositionsThanSlicesMayBe()
    {
        var text = new StringBuilder("a,b\n");
        for (var row = 0; row < 530_000; row++)
            text.Append("1,2\n");
        var format = (IStreamedFormat)ContentTypes.Parse("text/csv").Format;

        var document = await TableScans.RunAsync(
            format,
            null,
            new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())),
            RowKeeping.Head,
            ExtractionHints.None,
            CancellationToken.None);

        var rows = document.Tables[0].Streamed!;
        Assert.Equal(530_000, rows.Count);
        Assert.InRange(rows.Positions.Count, RowPositions.CountMax / 2, RowPositions.CountMax);
        Assert.True(Assert.IsType<HeadRows>(document.Tables[0].Rows).Head.Count <= 50_000);
    }

    private static byte[] Source(string mediaType, string charset, Random random)
    {
        Assert.True(SourceText.TryEncodingNamed(charset, out var encoding));
        var label = charset == "windows-1252" ? "né" : "地域";
        var text = new StringBuilder();
        var delimiter = mediaType == "text/csv" ? ',' : '\t';
        if (mediaType.StartsWith("text/", StringComparison.Ordinal))
            text.Append($"id{delimiter}{label}{delimiter}note\r\n");
        else if (mediaType == "application/json")
            text.Append("[\n");
        for (var row = 0; row < Rows; row++)
        {
            var note = string.Concat(Enumerable.Repeat(label, random.Next(4))) + random.Next(1_000);
            text.Append(mediaType switch
            {
                "application/json" => $"{{\"id\": {row}, \"{label}\": {{\"x\": \"{note}\"}}}}{(row == Rows - 1 ? "]" : ",\n")}",
                "application/x-ndjson" => $"{{\"id\": {row}, \"{label}\": [\"{note}\"]}}\n",
                _ when row % 7 == 0 => $"{row}{delimiter}\"{note}\r\n\"\"x\"\"\"{delimiter}{label}\r\n",
                _ => $"{row}{delimiter}{note}{delimiter}\r\n",
            });
        }

        return encoding!.GetBytes(text.ToString());
    }

    /// <summary>The same once it was stored and read again.</summary>
    private static StreamedRows Stored(StreamedRows rows) => JsonSerializer.Deserialize<StreamedRows>(
        JsonSerializer.Serialize(rows, CosmosJson.Options), CosmosJson.Options)!;

    private static string Shown(IReadOnlyDictionary<string, JsonElement> row) =>
        string.Join(", ", row.Select(cell => $"{cell.Key}={cell.Value.GetRawText()}"));
}
