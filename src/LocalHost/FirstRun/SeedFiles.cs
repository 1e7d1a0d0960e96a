namespace Trivium.LocalHost.FirstRun;

/// <summary>The sample documents that come with the program.</summary>
internal static class SeedFiles
{
    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".md"] = "text/markdown",
        [".html"] = "text/html",
        [".txt"] = "text/plain",
        [".csv"] = "text/csv",
        [".json"] = "application/json",
    };

    public static IReadOnlyList<SeedFile> All { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "seeds"))
            .Where(file => ContentTypes.ContainsKey(Path.GetExtension(file)))
            .Order(StringComparer.Ordinal)
            .Select(file => new SeedFile(file, Path.GetFileName(file), ContentTypes[Path.GetExtension(file)]))];
}

/// <summary>One sample document.</summary>
/// <param name="FilePath">Where it is.</param>
/// <param name="DocumentId">The id it is ingested under: its file name.</param>
/// <param name="ContentType">What it is.</param>
internal sealed record SeedFile(string FilePath, string DocumentId, string ContentType);
