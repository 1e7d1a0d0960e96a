using System.Text.Json;
using System.Text.Json.Nodes;
using Trivium.Documents;
using Trivium.Extraction;

namespace Trivium.Ingestion;

/// <summary>What a document says of itself, overlaid with what its sender says.</summary>
internal static class DocumentMetadata
{
    private const string TagsName = "tags";

    /// <summary>Front matter and the sender's metadata in one object; null when there is neither.</summary>
    public static JsonElement? Merge(ExtractedDocument document, SourceDescription source)
    {
        var merged = new JsonObject();
        foreach ((string name, JsonElement value) in document.Metadata) merged[name] = Node(value);

        if (source.Metadata is { ValueKind: JsonValueKind.Object } given)
        {
            foreach (JsonProperty property in given.EnumerateObject()) merged[property.Name] = Node(property.Value);
        }

        return merged.Count == 0 ? null : JsonSerializer.SerializeToElement(merged);
    }

    /// <summary>The sender's tags where there are any, else the document's own.</summary>
    public static IReadOnlyList<string> Tags(ExtractedDocument document, SourceDescription source)
    {
        if (source.Metadata is not { ValueKind: JsonValueKind.Object } given
            || !given.TryGetProperty(TagsName, out JsonElement tags)
            || tags.ValueKind != JsonValueKind.Array)
            return document.Tags;

        return
        [
            .. tags.EnumerateArray()
                .Where(tag => tag.ValueKind == JsonValueKind.String)
                .Select(tag => tag.GetString()!)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());
}
