using System.Text;
using System.Text.Json;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>A policy's path to a property such as <c>/tenant</c>, <c>/a/b</c> or <c>/"odd name"/b</c>.</summary>
internal sealed record PropertyPath(string Text, IReadOnlyList<string> Segments)
{
    /// <exception cref="RequestFailure">400 when the path is not absolute, has an empty segment, or a quote that is
    /// never closed.</exception>
    public static PropertyPath Parse(string text, string what)
    {
        if (text.Length < 2 || text[0] != '/')
            throw Invalid(text, what);
        var segments = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '/')
                throw Invalid(text, what);
            i++;
            var segment = new StringBuilder();
            if (i < text.Length && text[i] == '"')
            {
                for (i++; i < text.Length && text[i] != '"'; i++)
                    segment.Append(text[i]);
                if (i++ >= text.Length)
                    throw Invalid(text, what);
            }
            else
            {
                for (; i < text.Length && text[i] != '/'; i++)
                    segment.Append(text[i]);
            }
            if (segment.Length == 0)
                throw Invalid(text, what);
            segments.Add(segment.ToString());
        }
        return new PropertyPath(text, segments);
    }

    /// <summary>The value at the path, or an undefined element.</summary>
    public JsonElement Find(JsonElement root)
    {
        foreach (var segment in Segments)
        {
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(segment, out root))
                return default;
        }
        return root;
    }

    private static RequestFailure Invalid(string text, string what) => RequestFailure.BadRequest(
        $"The {what} path '{text}' is not valid; write it as /property or /property/nested.");
}
