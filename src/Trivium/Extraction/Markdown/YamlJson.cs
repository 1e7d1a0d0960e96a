using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Trivium.Extraction.Markdown;

/// <summary>
/// YAML to JSON by the parser's events, because an object graph would follow aliases (which can blow a few lines up to
/// gigabytes) and recurse as deep as the input says. Plain scalars follow the core schema; dates stay text.
/// </summary>
internal static class YamlJson
{
    /// <summary>16 levels: metadata is flat, and the JSON writer's own limit is not reached.</summary>
    private const int DepthMax = 16;

    /// <summary>The first document as JSON; null for an empty one.</summary>
    /// <exception cref="YamlException">Not YAML, or YAML that is not accepted here.</exception>
    public static JsonElement? Read(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
            return null;
        var node = ReadNode(parser, 0);
        parser.Consume<DocumentEnd>();
        return JsonSerializer.SerializeToElement(node);
    }

    private static JsonNode? ReadNode(IParser parser, int depth)
    {
        if (parser.Current is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
            throw Refused(parser, "Anchors and aliases are not supported in front matter.");
        if (depth > DepthMax)
            throw Refused(parser, $"It nests deeper than {DepthMax} levels.");
        if (parser.TryConsume<Scalar>(out var scalar))
            return Value(scalar);
        return parser.TryConsume<SequenceStart>(out _) ? ReadSequence(parser, depth) : ReadMapping(parser, depth);
    }

    private static JsonArray ReadSequence(IParser parser, int depth)
    {
        var array = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _))
            array.Add(ReadNode(parser, depth + 1));
        return array;
    }

    private static JsonObject ReadMapping(IParser parser, int depth)
    {
        parser.Consume<MappingStart>();
        var mapping = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
                throw Refused(parser, "A key must be plain text.");
            if (mapping.ContainsKey(key.Value))
                throw new YamlException(key.Start, key.End, $"The key '{key.Value}' is there twice.");
            mapping.Add(key.Value, ReadNode(parser, depth + 1));
        }

        return mapping;
    }

    private static JsonNode? Value(Scalar scalar)
    {
        if (scalar.Style != ScalarStyle.Plain)
            return scalar.Value;
        return scalar.Value switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            var text => Number(text) ?? text,
        };
    }

    private static JsonNode? Number(string text)
    {
        // "007" and "1_000" are what someone typed, not numbers.
        return Tables.CellTypes.Of(text) switch
        {
            Tables.CellType.Integer => long.Parse(text, CultureInfo.InvariantCulture),
            Tables.CellType.Number => double.Parse(text, CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    private static YamlException Refused(IParser parser, string message) =>
        new(parser.Current?.Start ?? Mark.Empty, parser.Current?.End ?? Mark.Empty, message);
}
