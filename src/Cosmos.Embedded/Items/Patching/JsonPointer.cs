using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Items.Patching;

/// <summary>A JSON pointer (RFC 6901) with at least one segment.</summary>
internal sealed record JsonPointer(string Text, IReadOnlyList<string> Segments)
{
    /// <exception cref="RequestFailure">400.</exception>
    public static JsonPointer Parse(string? text)
    {
        if (text is not { Length: > 1 } || text[0] != '/')
            throw RequestFailure.BadRequest(
                $"The patch path '{text}' is not valid; write it as /property/nested or /array/0.");
        return new JsonPointer(text, [.. text[1..].Split('/').Select(Unescape)]);
    }

    /// <summary>Whether the other pointer lies below this one.</summary>
    public bool IsAbove(JsonPointer other) =>
        other.Segments.Count > Segments.Count && Segments.SequenceEqual(other.Segments.Take(Segments.Count));

    private static string Unescape(string segment) => segment.Replace("~1", "/").Replace("~0", "~");
}
