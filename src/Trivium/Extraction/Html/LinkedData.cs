using System.Text.Json;
using AngleSharp.Dom;

namespace Trivium.Extraction.Html;

/// <summary>
/// The article a page describes in JSON-LD (schema.org): one object, a list, or a <c>@graph</c> whose objects name each
/// other by <c>@id</c>. A script that is not JSON is left out, as browsers do.
/// </summary>
internal sealed class LinkedData
{
    /// <summary>1 Mi characters of JSON-LD in a page; what comes after is left out.</summary>
    private const int CharsMax = 1024 * 1024;

    /// <summary>32 levels.</summary>
    private const int DepthMax = 32;

    private readonly List<JsonElement> objects = [];
    private readonly Dictionary<string, JsonElement> byId = new(StringComparer.Ordinal);
    private JsonElement? article;

    public string? Headline => article is null ? null : Text("headline") ?? (IsArticle ? Text("name") : null);

    public string? Language => Text("inLanguage");

    public string? Published => Text("datePublished");

    public string? Modified => Text("dateModified");

    public string? Description => Text("description");

    public string? Url => Text("url") ?? Text("mainEntityOfPage");

    public string? Publisher => Names("publisher").FirstOrDefault();

    public IReadOnlyList<string> Authors => [.. Names("author")];

    public IReadOnlyList<string> Keywords => article is { } node && node.TryGetProperty("keywords", out var keywords)
        ? [.. Strings(keywords).SelectMany(text => text.Split(',', '、')).Select(word => word.Trim())
            .Where(word => word.Length > 0).Distinct(StringComparer.Ordinal)]
        : [];

    private bool IsArticle => article is { } node && RankOf(node) == 0;

    public static LinkedData Of(IDocument page)
    {
        var data = new LinkedData();
        var chars = 0;
        foreach (var script in page.QuerySelectorAll("script[type='application/ld+json']"))
        {
            var json = script.TextContent;
            chars += json.Length;
            if (chars > CharsMax)
                break;
            data.Read(json);
        }

        data.article = data.objects.Where(node => RankOf(node) < 2).OrderBy(RankOf).Cast<JsonElement?>()
            .FirstOrDefault();
        return data;
    }

    private void Read(string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(
                json,
                new JsonDocumentOptions
                {
                    MaxDepth = DepthMax,
                    AllowTrailingCommas = true,
                    CommentHandling = JsonCommentHandling.Skip,
                });
            RequireText(parsed.RootElement);
            Collect(parsed.RootElement.Clone());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What it says is lost, the page is not.
        }
    }

    /// <summary>An escape of half a character parses as JSON, but cannot be read.</summary>
    /// <exception cref="InvalidOperationException">There is one.</exception>
    private static void RequireText(JsonElement node)
    {
        if (node.ValueKind == JsonValueKind.String)
            node.GetString();
        foreach (var item in node.ValueKind == JsonValueKind.Array ? node.EnumerateArray() : default)
            RequireText(item);
        foreach (var property in node.ValueKind == JsonValueKind.Object ? node.EnumerateObject() : default)
        {
            _ = property.Name;
            RequireText(property.Value);
        }
    }

    // Recursion is bounded by the depth of the JSON.
    private void Collect(JsonElement node)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray())
                Collect(item);
        }

        if (node.ValueKind != JsonValueKind.Object)
            return;
        objects.Add(node);
        if (Own(node, "@id") is { } id)
            byId.TryAdd(id, node);
        if (node.TryGetProperty("@graph", out var graph))
            Collect(graph);
        if (node.TryGetProperty("mainEntity", out var main))
            Collect(main);
    }

    /// <summary>0 for an article, 1 for a page, 2 for what says nothing of the text.</summary>
    private static int RankOf(JsonElement node)
    {
        if (!node.TryGetProperty("@type", out var types))
            return 2;
        var rank = 2;
        foreach (var type in Strings(types))
        {
            if (type.EndsWith("Article", StringComparison.Ordinal) || type.EndsWith("Posting", StringComparison.Ordinal)
                || type is "Report" or "HowTo" or "Recipe" or "Review")
                return 0;
            if (type.EndsWith("Page", StringComparison.Ordinal))
                rank = 1;
        }

        return rank;
    }

    private string? Text(string name)
    {
        if (article is not { } node || !node.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Object ? Own(value, "@id") : Strings(value).FirstOrDefault();
    }

    private IEnumerable<string> Names(string property)
    {
        if (article is not { } node || !node.TryGetProperty(property, out var value))
            return [];
        IEnumerable<JsonElement> items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        return items.Select(NameOf).OfType<string>();
    }

    private string? NameOf(JsonElement person)
    {
        if (person.ValueKind == JsonValueKind.String)
            return person.GetString();
        if (person.ValueKind != JsonValueKind.Object)
            return null;
        return Own(person, "name")
            ?? (Own(person, "@id") is { } id && byId.TryGetValue(id, out var named) ? Own(named, "name") : null);
    }

    private static string? Own(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) ? Strings(value).FirstOrDefault() : null;

    private static IEnumerable<string> Strings(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String)
            .Select(item => item.GetString()!),
        _ => [],
    };
}
