using Microsoft.AspNetCore.Http;
using Trivium.Express;
using Trivium.Extraction;
using Trivium.Requests;
using Trivium.Storage;

namespace Trivium.Errors;

/// <summary>
/// Turns the app's exceptions into problem responses; whatever else is thrown stays an internal error.
/// </summary>
internal static class ProblemAnswers
{
    /// <summary>Seconds after which a caller whose request met a transient fault should try again.</summary>
    private const string RetryAfterSeconds = "2";

    public static void Map(ExpressApp app) => app.OnError(ProblemOf);

    private static Problem? ProblemOf(HttpContext context, Exception exception) => exception switch
    {
        ContentException content => Of(
            content.Code == ContentException.Unsupported ? ErrorCode.Unsupported : ErrorCode.Invalid, content.Message, null),
        BadHttpRequestException request when ParameterFault.Of(request) is { } fault => Of(context, fault),
        _ when StoreFaults.Translate(exception) is { } fault => Of(context, fault),
        _ => null,
    };

    private static Problem Of(HttpContext context, TriviumException fault)
    {
        // Who knows better has said so.
        if (fault.IsTransient && context.Response.Headers.RetryAfter.Count == 0)
            context.Response.Headers.RetryAfter = RetryAfterSeconds;

        return Of(fault.Code, fault.Message, fault.Errors);
    }

    private static Problem Of(ErrorCode code, string message, IReadOnlyDictionary<string, string[]>? errors)
    {
        Problem problem = Problem.OfStatus(ProblemMapping.Status(code), message);
        return problem with { Code = ProblemMapping.Word(code), Errors = errors };
    }
}
