using System.Globalization;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;

namespace Trivium.Extraction.Office;

/// <summary>The core properties of a package (Dublin Core, ECMA-376 part 2) as title, tags and metadata.</summary>
internal sealed record OfficeProperties(
    string? Title, IReadOnlyList<string> Tags, IReadOnlyDictionary<string, JsonElement> Metadata)
{
    public static OfficeProperties Of(OpenXmlPackage package)
    {
        var core = package.PackageProperties;
        var metadata = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        Add(metadata, "author", core.Creator);
        Add(metadata, "subject", core.Subject);
        Add(metadata, "description", core.Description);
        Add(metadata, "created", Instant(core.Created));
        Add(metadata, "modified", Instant(core.Modified));
        string[] tags = (core.Keywords ?? "").Split(
            [',', ';', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new(
            string.IsNullOrWhiteSpace(core.Title) ? null : core.Title.Trim(),
            [.. tags.Distinct(StringComparer.Ordinal)],
            metadata);
    }

    private static void Add(Dictionary<string, JsonElement> metadata, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            metadata[name] = JsonSerializer.SerializeToElement(value.Trim());
    }

    private static string? Instant(DateTime? value) =>
        value?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
