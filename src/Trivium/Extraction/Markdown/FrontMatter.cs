using System.Text.Json;
using YamlDotNet.Core;

namespace Trivium.Extraction.Markdown;

/// <summary>The YAML between two lines of <c>---</c> at the start of a Markdown source.</summary>
/// <param name="Values">Its keys and values; empty where there is none.</param>
/// <param name="Body">The Markdown after it.</param>
internal sealed record FrontMatter(IReadOnlyDictionary<string, JsonElement> Values, string Body)
{
    /// <summary>64 Ki characters: it is metadata; the head of a document holds far less.</summary>
    private const int CharsMax = 64 * 1024;

    /// <summary>Parts the source. A first line of <c>---</c> that no other closes is Markdown.</summary>
    /// <exception cref="ContentException">It is not YAML, too long or too deep.</exception>
    public static FrontMatter Split(string text)
    {
        var none = new FrontMatter(new Dictionary<string, JsonElement>(), text);
        if (Fence(text, 0) is not { } start || FindEnd(text, start) is not { } end)
            return none;
        var yaml = text[start..end.Line];
        if (yaml.Length > CharsMax)
            throw ContentException.ForInvalid(
                $"The front matter has {yaml.Length} characters; at most {CharsMax} are allowed. "
                + "Move text into the body.");
        try
        {
            // A thematic break at the start and another further down look like front matter, but are not a mapping.
            return YamlJson.Read(yaml) is { ValueKind: JsonValueKind.Object } mapping
                ? new FrontMatter(mapping.EnumerateObject().ToDictionary(p => p.Name, p => p.Value), text[end.Next..])
                : string.IsNullOrWhiteSpace(yaml) ? none with { Body = text[end.Next..] } : none;
        }
        catch (YamlException exception)
        {
            // Positions within the YAML count from 1, and the line of the fence comes before it.
            throw ContentException.ForInvalid(
                $"The front matter is not YAML (line {exception.Start.Line + 1}, column {exception.Start.Column}): "
                + $"{exception.Message} Quote values that contain ': ' or '#', or remove the lines of '---' around it.",
                exception);
        }
        catch (InvalidOperationException exception)
        {
            // The reader's own fault: a line that begins in the first column within brackets (YamlDotNet 16.3).
            throw ContentException.ForInvalid(
                "The front matter is not YAML: a bracket is open at the end of a line and the next one is not indented. "
                + "Close it, indent what belongs to it, or remove the lines of '---' around it.",
                exception);
        }
    }

    /// <summary>The text under a key in any case, a number or truth value as it reads; null for all else.</summary>
    public string? Text(string key) => Find(key) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.ToString(),
        _ => null,
    };

    /// <summary>The strings under a key: a list, also of lists, or one string parted at commas.</summary>
    public IReadOnlyList<string> List(string key) => Find(key) is not { } value
        ? []
        : Distinct(value.ValueKind == JsonValueKind.Array
            ? Flatten(value)
            : Text(key)?.Split(',', '、') ?? []);

    /// <summary>
    /// The tags under <c>tags</c>, else <c>tag</c>: a list, or a string parted at commas, else at blanks as in
    /// Obsidian; the sign # before a tag is not part of it.
    /// </summary>
    public IReadOnlyList<string> Tags()
    {
        var key = Find("tags") is not null ? "tags" : "tag";
        var tags = Text(key) is { } text && text.IndexOfAny([',', '、']) < 0
            ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            : List(key);
        return Distinct(tags.Select(tag => tag.TrimStart('#')));
    }

    private JsonElement? Find(string key)
    {
        if (Values.TryGetValue(key, out var exact))
            return exact;
        foreach (var (name, value) in Values)
        {
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    // Recursion is bounded by the depth that is accepted of YAML.
    private static IEnumerable<string> Flatten(JsonElement list) => list.EnumerateArray().SelectMany(
        item => item.ValueKind switch
        {
            JsonValueKind.Array => Flatten(item),
            JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False =>
                [item.ToString()],
            _ => [],
        });

    private static string[] Distinct(IEnumerable<string> items) =>
        [.. items.Select(item => item.Trim()).Where(item => item.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// Where the line after a fence at <paramref name="position"/> begins, or null where there is no fence.
    /// </summary>
    private static int? Fence(string text, int position)
    {
        var rest = text.AsSpan(position);
        if (!rest.StartsWith("---") && !(position > 0 && rest.StartsWith("...")))
            return null;
        var end = rest.IndexOf('\n');
        var line = end < 0 ? rest : rest[..end];
        return line[3..].IsWhiteSpace() ? position + (end < 0 ? rest.Length : end + 1) : null;
    }

    private static (int Line, int Next)? FindEnd(string text, int start)
    {
        for (var line = start; line < text.Length;)
        {
            if (Fence(text, line) is { } next)
                return (line, next);
            var end = text.IndexOf('\n', line);
            if (end < 0)
                break;
            line = end + 1;
        }

        return null;
    }
}
