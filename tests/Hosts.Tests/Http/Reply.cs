using System.Net;
using System.Text;
using System.Text.Json;

namespace Trivium.Hosts.Tests.Http;

/// <summary>What a host answered, read in full.</summary>
public sealed record Reply
{
    /// <summary>As much of a body as a message quotes.</summary>
    private const int QuotedLengthMax = 1_000;

    public required string Request { get; init; }

    public required HttpStatusCode Status { get; init; }

    /// <summary>Response and content headers by name.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required byte[] Body { get; init; }

    public string Text => Encoding.UTF8.GetString(Body);

    public string? ContentType => Header("Content-Type");

    public static async Task<Reply> ReadAsync(HttpRequestMessage request, HttpResponseMessage response) => new()
    {
        Request = $"{request.Method} {request.RequestUri}",
        Status = response.StatusCode,
        Headers = response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
        Body = await response.Content.ReadAsByteArrayAsync(),
    };

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The same answer, when its status is the one wanted.</summary>
    public Reply Expect(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)status} was wanted of {this}");
        return this;
    }

    public JsonElement Json()
    {
        Assert.True(ContentType?.StartsWith("application/", StringComparison.Ordinal) == true, ToString());
        return JsonElement.Parse(Body);
    }

    public override string ToString()
    {
        string text = Text.Length <= QuotedLengthMax ? Text : Text[..QuotedLengthMax] + "…";
        return $"{Request} → {(int)Status} {ContentType} {text}";
    }
}
