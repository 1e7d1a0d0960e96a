using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Trivium.Express;

/// <summary>
/// An error as it is answered: RFC 9457 problem details with <c>type, title, status, detail, code, traceId</c> and
/// <c>errors</c>. A handler may return it.
/// </summary>
/// <param name="Code">What a program looks at: one of <see cref="ProblemCodes"/>.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">The kind of problem in a few words, the same each time.</param>
/// <param name="Detail">
/// What was wrong this time, with the value and the limit, and what to do; null: nothing to add.
/// </param>
/// <param name="Errors">Messages by field, for validation; null: none.</param>
public sealed record Problem(
    string Code,
    int Status,
    string Title,
    string? Detail = null,
    IReadOnlyDictionary<string, string[]>? Errors = null) : IResult
{
    /// <summary>The problem of a code, with the code's status and that status's title.</summary>
    /// <exception cref="ArgumentException">There is no such code.</exception>
    public static Problem Of(string code, string? detail = null, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        var status = ProblemCodes.StatusOf(code);
        return new Problem(code, status, TitleOf(status), detail, errors);
    }

    /// <summary>The problem of an HTTP status.</summary>
    public static Problem OfStatus(int status, string? detail = null) =>
        new(ProblemCodes.CodeOf(status), status, TitleOf(status), detail);

    /// <summary>Answers the request with it. The response must not have started.</summary>
    public Task ExecuteAsync(HttpContext httpContext) => ProblemWriter.WriteAsync(httpContext, this);

    private static string TitleOf(int status) =>
        status == StatusCodes.Status500InternalServerError ? "Internal error"
        : ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase
        : $"Status {status}";
}
