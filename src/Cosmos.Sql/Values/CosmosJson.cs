using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Trivium.Cosmos.Sql.Values;

/// <summary>How JSON is read and written here.</summary>
public static class CosmosJson
{
    /// <summary>
    /// The deepest nesting read. The service allows items 128 levels; results wrap items in a few more.
    /// Everything recursive over values relies on this bound.
    /// </summary>
    public const int NestingMax = 192;

    /// <summary>Options that write JSON as the service does: compact, non-ASCII text as it is.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    internal static JsonElement Parse(ReadOnlyMemory<byte> utf8Json)
    {
        if (!Utf8.IsValid(utf8Json.Span)) throw new JsonException("The JSON is not valid UTF-8.");
        var document = JsonDocument.Parse(utf8Json, new JsonDocumentOptions { MaxDepth = NestingMax });
        if (utf8Json.Span.IndexOf("\\u"u8) >= 0) RefuseLoneSurrogates(utf8Json.Span);
        return document.RootElement;
    }

    // An escaped lone surrogate passes the reader but throws when the string is decoded, which may be much later.
    private static void RefuseLoneSurrogates(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = NestingMax });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) continue;
            if (!reader.ValueIsEscaped) continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException fault)
            {
                var text = Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, 40)]);
                throw new JsonException($"The string \"{text}\" holds a surrogate without its partner.", fault);
            }
        }
    }
}
