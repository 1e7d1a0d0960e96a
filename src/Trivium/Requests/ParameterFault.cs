using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Trivium.Errors;

namespace Trivium.Requests;

/// <summary>
/// A query parameter that ASP.NET Core could not read. Its message names types of C#, which no caller knows.
/// </summary>
internal static partial class ParameterFault
{
    /// <summary>60 characters of a value say which one it is.</summary>
    private const int QuotedLengthMax = 60;

    /// <summary>The fault as the caller is told, or null where it is another one.</summary>
    public static TriviumException? Of(BadHttpRequestException exception)
    {
        Match match = Pattern().Match(exception.Message);
        if (!match.Success) return null;

        string name = match.Groups["name"].Value;
        string value = match.Groups["value"].Value;
        string shown = value.Length <= QuotedLengthMax ? value : value[..QuotedLengthMax] + "…";
        string message = $"{name} is '{shown}'; {Needed(match.Groups["type"].Value)} is needed.";
        return new TriviumException(ErrorCode.Invalid, message, exception)
        {
            Errors = new Dictionary<string, string[]> { [name] = [message] },
        };
    }

    private static string Needed(string type) => type switch
    {
        "int" => "a whole number",
        "DateTimeOffset" => "an instant such as '2026-01-31T09:30:00Z'",
        _ => "another value",
    };

    [GeneratedRegex(
        """\AFailed to bind parameter "(Nullable<)?(?<type>\w+)>? (?<name>\w+)" from "(?<value>.*)"\.\z""",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
