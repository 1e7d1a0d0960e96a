using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Trivium.Express;

/// <summary>What <see cref="ExpressApp.SendAsync"/> got back.</summary>
public sealed class ExpressResponse
{
    /// <summary>As much of a body as a message quotes.</summary>
    private const int QuotedLengthMax = 500;

    private readonly JsonSerializerOptions _json;

    internal ExpressResponse(int status, IHeaderDictionary headers, byte[] body, JsonSerializerOptions json)
    {
        Status = status;
        Headers = headers;
        Body = body;
        _json = json;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The response headers.</summary>
    public IHeaderDictionary Headers { get; }

    /// <summary>The body; empty for HEAD and where there is none.</summary>
    public byte[] Body { get; }

    /// <summary>The body as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The content type, or null.</summary>
    public string? ContentType => Headers.ContentType;

    /// <summary>The body as JSON.</summary>
    /// <exception cref="InvalidOperationException">It is not JSON.</exception>
    public JsonElement Json() => Read(() => JsonElement.Parse(Body));

    /// <summary>The body as JSON of a type, read with the app's JSON options.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <exception cref="InvalidOperationException">It is not JSON, or not of that type.</exception>
    public T? Json<T>() => Read(() => JsonSerializer.Deserialize<T>(Body, _json));

    /// <summary>The status and the beginning of the body, for messages of tests.</summary>
    public override string ToString() =>
        $"{Status} {ContentType} {(Text.Length <= QuotedLengthMax ? Text : Text[..QuotedLengthMax] + "…")}";

    private T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"The body is not the JSON asked for ({e.Message}): {this}", e);
        }
    }
}
