using System.Runtime.CompilerServices;
using Trivium.Chunking;
using Trivium.Extraction;

namespace Trivium.Tests.Search;

/// <summary>The sample documents, chunked and in a store.</summary>
public sealed class SampleDocuments : IAsyncLifetime
{
    internal RetrievalFixture Retrieval { get; } = new();

    public async Task InitializeAsync()
    {
        await Retrieval.InitializeAsync();
        long generation = 0;
        foreach (string path in Directory.GetFiles(Folder("seeds")).Order(StringComparer.Ordinal))
        {
            if (ContentTypeOf(path) is { } contentType) await AddAsync(path, contentType, ++generation);
        }

        await Retrieval.ShowAsync(RetrievalFixture.Tenant, generation + 1);
    }

    public Task DisposeAsync() => Retrieval.DisposeAsync();

    /// <summary>A folder of the repository.</summary>
    internal static string Folder(string name, [CallerFilePath] string caller = "") =>
        Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", name);

    private async Task AddAsync(string path, string contentType, long generation)
    {
        ExtractedDocument document = Extractor.Extract(
            await File.ReadAllBytesAsync(path), contentType, ExtractionHints.None, default);
        await Retrieval.WriteAsync(new(Path.GetFileName(path), generation)
        {
            Title = document.Title,
            Language = document.Language,
            Texts = [.. Chunker.Chunk(document, ChunkingOptions.Default).Select(chunk => new TestText(chunk.Text, [.. chunk.Headings]))],
        });
    }

    private static string? ContentTypeOf(string path) => Path.GetExtension(path) switch
    {
        ".md" => "text/markdown",
        ".html" => "text/html",
        ".txt" => "text/plain",
        _ => null,
    };
}
