using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Trivium.Express;

/// <summary>
/// The problem for an error status that came without a body, from routing or from <c>Results.NotFound()</c> and its
/// like.
/// </summary>
internal static class EmptyAnswer
{
    /// <summary>Longer ones are cut in messages: a path may be 8 KB long.</summary>
    private const int QuotedLengthMax = 200;

    public static Problem ProblemFor(HttpContext context)
    {
        var request = context.Request;
        var path = Quote(request.Path.Value);
        return Problem.OfStatus(context.Response.StatusCode, context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound when context.GetEndpoint() is null => $"There is no route {path}.",
            StatusCodes.Status405MethodNotAllowed
                when context.Response.Headers.TryGetValue(HeaderNames.Allow, out var allow) =>
                $"{Quote(request.Method)} is not allowed for {path}; allowed: {allow}.",
            StatusCodes.Status415UnsupportedMediaType =>
                $"The content type '{Quote(request.ContentType)}' is not accepted for {Quote(request.Method)} {path}.",
            _ => null,
        });
    }

    private static string Quote(string? text) =>
        text is null ? "" : text.Length <= QuotedLengthMax ? text : string.Concat(text.AsSpan(0, QuotedLengthMax), "…");
}
