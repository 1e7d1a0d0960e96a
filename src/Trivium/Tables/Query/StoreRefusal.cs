using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Azure.Cosmos;

namespace Trivium.Tables.Query;

/// <summary>
/// The reason in a store's refusal of a query. Around it the service puts activity ids, addresses, and positions in the
/// query that was sent, which is not the one that was written; a JSON list of errors may be inside the message.
/// </summary>
internal static partial class StoreRefusal
{
    /// <summary>300: a sentence or two; the whole is in the log.</summary>
    private const int ReasonCharsMax = 300;

    public static string ReasonOf(CosmosException refusal) => ReasonIn(refusal.ResponseBody);

    /// <summary>The reason in the body of the store's answer.</summary>
    public static string ReasonIn(string? body)
    {
        string message = MessageIn(body) ?? "";
        if (InnerMessage().Match(message) is { Success: true } inner)
            message = inner.Groups[1].Value.Replace("\\\"", "\"");
        int end = message.AsSpan().IndexOfAny('\r', '\n');
        message = Position().Replace(end < 0 ? message : message[..end], "").Trim();
        if (message.Length == 0) return "it gave no reason.";
        return message.Length <= ReasonCharsMax ? message : $"{message[..ReasonCharsMax]}…";
    }

    private static string? MessageIn(string? body)
    {
        try
        {
            using var document = JsonDocument.Parse(body ?? "");
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("message", out JsonElement message)
                ? message.ToString()
                : null;
        }
        catch (JsonException)
        {
            return body;
        }
    }

    [GeneratedRegex("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex InnerMessage();

    [GeneratedRegex("^(Line \\d+, column \\d+: |Message: )", RegexOptions.NonBacktracking)]
    private static partial Regex Position();
}
