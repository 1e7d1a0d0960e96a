namespace Trivium.Errors;

/// <summary>The one place where an <see cref="ErrorCode"/> becomes an HTTP status and the word in a problem response.</summary>
public static class ProblemMapping
{
    /// <summary>The HTTP status of a code.</summary>
    public static int Status(ErrorCode code) => code switch
    {
        ErrorCode.Invalid => 400,
        ErrorCode.NotFound => 404,
        ErrorCode.MethodNotAllowed => 405,
        ErrorCode.Conflict => 409,
        ErrorCode.PreconditionFailed => 412,
        ErrorCode.Expired => 410,
        ErrorCode.TooLarge => 413,
        ErrorCode.Unsupported => 415,
        ErrorCode.Unauthorized => 401,
        ErrorCode.Forbidden => 403,
        ErrorCode.RateLimited => 429,
        ErrorCode.Unavailable => 503,
        ErrorCode.Internal => 500,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "An error code without an HTTP status."),
    };

    /// <summary>The word for a code in the <c>code</c> member of a problem response.</summary>
    public static string Word(ErrorCode code) => code switch
    {
        ErrorCode.Invalid => "invalid",
        ErrorCode.NotFound => "not_found",
        ErrorCode.MethodNotAllowed => "method_not_allowed",
        ErrorCode.Conflict => "conflict",
        ErrorCode.PreconditionFailed => "precondition_failed",
        ErrorCode.Expired => "expired",
        ErrorCode.TooLarge => "too_large",
        ErrorCode.Unsupported => "unsupported",
        ErrorCode.Unauthorized => "unauthorized",
        ErrorCode.Forbidden => "forbidden",
        ErrorCode.RateLimited => "rate_limited",
        ErrorCode.Unavailable => "unavailable",
        ErrorCode.Internal => "internal",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "An error code without a word."),
    };
}
