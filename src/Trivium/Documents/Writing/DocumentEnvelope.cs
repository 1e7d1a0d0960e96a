using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Trivium.Chunking;
using Trivium.Errors;
using Trivium.Http;

namespace Trivium.Documents.Writing;

/// <summary>The JSON form of a document: its content as text or base64, with its metadata.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DocumentEnvelope
{
    public const string MediaType = "application/vnd.trivium.document+json";

    public string? Id { get; init; }

    public string? Title { get; init; }

    public string? Source { get; init; }

    public string? ContentType { get; init; }

    public string? Content { get; init; }

    public string? ContentBase64 { get; init; }

    public string? Url { get; init; }

    public JsonElement? Metadata { get; init; }

    public RequestedChunkSizes? Chunking { get; init; }

    /// <summary>Reads an envelope. What the URL says wins over what the envelope says.</summary>
    /// <exception cref="TriviumException">
    /// <see cref="ErrorCode.Invalid"/> with every fault at once; <see cref="ErrorCode.TooLarge"/>; <see
    /// cref="ErrorCode.Unsupported"/>.
    /// </exception>
    public static async Task<DocumentInput> ReadAsync(
        Stream body, GivenNames given, long sizeBytesMax, CancellationToken cancellationToken)
    {
        DocumentEnvelope envelope = await ParseAsync(new LimitedStream(body, sizeBytesMax), cancellationToken);
        Dictionary<string, string[]> faults = [];
        byte[] content = envelope.Bytes(faults);
        if (envelope.Url is null && string.IsNullOrWhiteSpace(envelope.ContentType))
            faults["contentType"] = ["contentType is missing; it says what the content is."];
        if (envelope.Metadata is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
            faults["metadata"] = ["metadata must be a JSON object."];
        if (given.Id is not null && envelope.Id is not null && given.Id != envelope.Id)
            faults["id"] = [$"The URL says id '{given.Id}' and the envelope '{envelope.Id}'."];
        if (faults.Count > 0)
        {
            string all = string.Join(' ', faults.Values.SelectMany(messages => messages));
            throw new TriviumException(ErrorCode.Invalid, all) { Errors = faults };
        }

        return new()
        {
            DocumentId = given.Id ?? envelope.Id,
            ContentType = envelope.ContentType ?? "",
            Url = envelope.Url,
            Title = given.Title ?? envelope.Title,
            Source = given.Source ?? envelope.Source,
            Metadata = envelope.Metadata is { ValueKind: JsonValueKind.Object } metadata ? metadata : null,
            RequestedChunking = envelope.Chunking,
            Content = new MemoryStream(content, writable: false),
        };
    }

    private static async Task<DocumentEnvelope> ParseAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<DocumentEnvelope>(body, HttpJson.Options, cancellationToken)
                ?? throw new TriviumException(ErrorCode.Invalid, "The envelope is null; a JSON object is needed.");
        }
        catch (JsonException exception)
        {
            throw Misread(exception);
        }
    }

    /// <summary>The serializer's own message names types of this code, which no caller knows.</summary>
    private static TriviumException Misread(JsonException exception)
    {
        string place = exception.LineNumber is { } line
            ? string.Create(CultureInfo.InvariantCulture, $"Line {line + 1}, byte {exception.BytePositionInLine + 1}")
            : "Somewhere";
        string field = exception.Path?.StartsWith("$.", StringComparison.Ordinal) == true ? exception.Path[2..] : "";
        string where = field.Length == 0 ? place : $"{place}, {field}";
        string message = $"{where}: this is no JSON object with the strings id, title, source, "
            + "contentType, content or contentBase64 or url, the object metadata, "
            + "the object chunking with the whole numbers maxTokens, targetTokens, overlapTokens, and nothing else.";
        return new(ErrorCode.Invalid, message, exception)
        {
            Errors = field.Length == 0 ? null : new Dictionary<string, string[]> { [field] = [message] },
        };
    }

    private byte[] Bytes(Dictionary<string, string[]> faults)
    {
        if (Url is not null && Content is null && ContentBase64 is null) return [];

        if (Content is not null && ContentBase64 is null && Url is null) return Encoding.UTF8.GetBytes(Content);

        if (ContentBase64 is not null && Content is null && Url is null)
        {
            try
            {
                return Convert.FromBase64String(ContentBase64);
            }
            catch (FormatException)
            {
                faults["contentBase64"] = ["contentBase64 is not base64."];
                return [];
            }
        }

        faults["content"] = ["One of content, contentBase64 and url is needed, and only one."];
        return [];
    }
}
