using Trivium.Extraction;

namespace Trivium.LocalHost.FirstRun;

/// <summary>The sample documents that come with the program.</summary>
internal static class SeedFiles
{
    public static IReadOnlyList<SeedFile> All { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "seeds"))
            .Order(StringComparer.Ordinal)
            .Select(file => (Path: file, Type: ContentTypes.OfFile(file)))
            .Where(file => file.Type is not null)
            .Select(file => new SeedFile(file.Path, Path.GetFileName(file.Path), file.Type!))];
}

/// <summary>One sample document.</summary>
/// <param name="FilePath">Where it is.</param>
/// <param name="DocumentId">The id it is ingested under: its file name.</param>
/// <param name="ContentType">What it is.</param>
internal sealed record SeedFile(string FilePath, string DocumentId, string ContentType);
