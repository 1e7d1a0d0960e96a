using System.Globalization;
using System.Text;
using System.Text.Json;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Ingestion;

public sealed class LongDocumentTests
{
    /// <summary>Several slices of each kind; with TRIVIUM_TESTS=full 10 MB.</summary>
    private static int SizeCharsMin => TestRuns.IsFull ? 10 * 1024 * 1024 : 256 * 1024;

    [Fact]
    public async Task Put_LongMarkdown_IsWholeOverManySlices()
    {
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync();
        var text = new StringBuilder();
        int sections = 0;
        while (text.Length < SizeCharsMin)
        {
            text.Append(CultureInfo.InvariantCulture, $"## Section {sections}\n\n");
            for (int line = 0; line < 8; line++)
                text.Append(CultureInfo.InvariantCulture, $"Line {line} of section {sections} tells of [it](https://e.com/{line}).\n");
            text.Append('\n');
            sections++;
        }

        JsonElement ended = await app.PutAsync("long", text.ToString());

        Assert.True(ended.Text("status") == "Completed", ended.ToString());
        JsonElement receipt = ended.GetProperty("receipt");
        int chunks = receipt.GetProperty("chunks").GetInt32();
        Assert.Equal(chunks, await app.Database.Chunks.CountAsync());
        Assert.Equal(sections, await app.Database.Rows.CountAsync("c.table = 'headings'"));
        Assert.Equal(sections * 8, await app.Database.Rows.CountAsync("c.table = 'links'"));
        Assert.Equal(sections, await app.Database.Documents.CountAsync("c.kind = 'section'"));
        Assert.True(receipt.GetProperty("activities").EnumerateArray()
            .Single(activity => activity.Text("name") == "embed").GetProperty("calls").GetInt32() > 1);
        ExpressResponse content = await app.SendAsync("GET", "/v1/documents/long/content");
        Assert.Equal(text.Length, content.Body.Length);
    }
}
