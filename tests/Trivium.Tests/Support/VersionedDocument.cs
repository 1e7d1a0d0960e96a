using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Documents;
using Trivium.Documents.Reading;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Tests.Support;

/// <summary>A document whose every item tells its version, and of which a whole version can be told from a partial one.</summary>
internal static class VersionedDocument
{
    /// <summary>The name of its table.</summary>
    public const string Table = "data";

    /// <summary>Version n has n mod 4 + 2 rows and as many sections.</summary>
    public static string Text(int version)
    {
        int count = (version % 4) + 2;
        var text = new StringBuilder($"# Version {version}\n\n## Data\n\n| version | row |\n| --- | --- |\n");
        for (int row = 0; row < count; row++) text.Append(CultureInfo.InvariantCulture, $"| {version} | {row} |\n");
        for (int part = 1; part < count; part++)
            text.Append(CultureInfo.InvariantCulture, $"\n## Part {part} of version {version}\n\nText of version {version}.\n");
        return text.ToString();
    }

    /// <summary>
    /// Reads the document, its chunks and its rows with a snapshot, and checks that they are one whole version; returns it,
    /// or null where there is no document.
    /// </summary>
    public static async Task<int?> ReadWholeAsync(
        TestApp app, string documentId, Snapshot snapshot, Func<Task>? betweenReads = null)
    {
        var reads = app.Services.GetRequiredService<DocumentReads>();
        var meter = new RequestUnitMeter();
        CancellationToken none = CancellationToken.None;
        QueryPage<RowBody> rows = await reads.RowsAsync("default", documentId, Table, snapshot, null, 500, meter, none);
        if (betweenReads is not null) await betweenReads();
        QueryPage<ChunkBody> chunks = await reads.ChunksAsync("default", documentId, snapshot, null, 500, meter, none);
        if (betweenReads is not null) await betweenReads();
        DocumentItem? document = await reads.FindAsync("default", documentId, snapshot, meter, none);
        if (document is null)
        {
            Assert.Empty(rows.Items);
            Assert.Empty(chunks.Items);
            return null;
        }

        int version = int.Parse(document.Title!.Split(' ')[1], CultureInfo.InvariantCulture);
        Assert.Equal((version % 4) + 2, rows.Items.Count);
        Assert.All(rows.Items, row => Assert.Equal(version, row.Data["version"].GetInt32()));
        Assert.Equal(document.Chunks, chunks.Items.Count);
        Assert.All(chunks.Items, chunk => Assert.Equal(document.Generation, chunk.Generation));
        Assert.All(chunks.Items, chunk => Assert.Contains($"ersion {version}", string.Join(' ', [.. chunk.Headings, chunk.Text])));
        return version;
    }

    public static Task<Snapshot> SnapshotAsync(TestApp app) => app.Services.GetRequiredService<SnapshotReader>()
        .TakeAsync("default", new(), CancellationToken.None);

    /// <summary>A property of an answer that is a string.</summary>
    public static string? Text(this JsonElement element, string property) => element.GetProperty(property).GetString();
}
