using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Trivium.Express;

/// <summary>The problem for a request that ASP.NET Core could not read.</summary>
internal static class BadRequests
{
    public static Problem ToProblem(this BadHttpRequestException exception)
    {
        // ASP.NET Core speaks to the developer here; whoever sent the request can do nothing with that.
        var message = exception.Message.StartsWith("Implicit body inferred", StringComparison.Ordinal)
            ? "The request has no body; one is required here."
            : exception.Message;
        var problem = Problem.OfStatus(exception.StatusCode, message);
        return exception.InnerException is JsonException json ? FromJson(problem, json) : problem;
    }

    /// <summary>
    /// Says where the JSON is wrong. The reader's message is about JSON and passed on; the serializer's names types of
    /// ours, which no caller knows.
    /// </summary>
    private static Problem FromJson(Problem problem, JsonException json)
    {
        var path = string.IsNullOrEmpty(json.Path) ? "$" : json.Path;
        var place = json.LineNumber is { } line
            ? $"line {line + 1}, byte {(json.BytePositionInLine ?? 0) + 1}"
            : "an unknown place";
        var message = json.InnerException is JsonException reader
            ? $"not valid JSON: {WithoutPlace(reader.Message)}"
            : "JSON, but its value does not fit what is expected there.";
        return problem with
        {
            Detail = $"The request body at {place} ({path}) is {message}",
            Errors = new Dictionary<string, string[]> { [path] = [$"At {place}: {message}"] },
        };
    }

    private static string WithoutPlace(string message)
    {
        var place = message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }
}
