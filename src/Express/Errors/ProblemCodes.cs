using Microsoft.AspNetCore.Http;

namespace Trivium.Express;

/// <summary>The codes of errors: what a program looks at. Each stands for one HTTP status.</summary>
public static class ProblemCodes
{
    /// <summary>400: the request is wrong and stays so.</summary>
    public const string Invalid = "invalid";

    /// <summary>401: a key is missing or unknown.</summary>
    public const string Unauthorized = "unauthorized";

    /// <summary>403: the key does not allow it.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>404: there is no such thing.</summary>
    public const string NotFound = "not_found";

    /// <summary>405: the path takes other methods; <c>Allow</c> lists them.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>409: it contradicts what is stored.</summary>
    public const string Conflict = "conflict";

    /// <summary>410: it was valid for a time that is over.</summary>
    public const string Expired = "expired";

    /// <summary>412: an <c>If-Match</c> or <c>If-None-Match</c> does not hold.</summary>
    public const string PreconditionFailed = "precondition_failed";

    /// <summary>413: the body is over the limit.</summary>
    public const string TooLarge = "too_large";

    /// <summary>415: that content type is not known here.</summary>
    public const string Unsupported = "unsupported";

    /// <summary>429: too many requests; try later.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>500: a fault of the server.</summary>
    public const string Internal = "internal";

    /// <summary>503: it does not work now; try later.</summary>
    public const string Unavailable = "unavailable";

    private static readonly Dictionary<string, int> Statuses = new(StringComparer.Ordinal)
    {
        [Invalid] = StatusCodes.Status400BadRequest,
        [Unauthorized] = StatusCodes.Status401Unauthorized,
        [Forbidden] = StatusCodes.Status403Forbidden,
        [NotFound] = StatusCodes.Status404NotFound,
        [MethodNotAllowed] = StatusCodes.Status405MethodNotAllowed,
        [Conflict] = StatusCodes.Status409Conflict,
        [Expired] = StatusCodes.Status410Gone,
        [PreconditionFailed] = StatusCodes.Status412PreconditionFailed,
        [TooLarge] = StatusCodes.Status413PayloadTooLarge,
        [Unsupported] = StatusCodes.Status415UnsupportedMediaType,
        [RateLimited] = StatusCodes.Status429TooManyRequests,
        [Internal] = StatusCodes.Status500InternalServerError,
        [Unavailable] = StatusCodes.Status503ServiceUnavailable,
    };

    /// <summary>The HTTP status of a code.</summary>
    /// <exception cref="ArgumentException">There is no such code.</exception>
    public static int StatusOf(string code) =>
        Statuses.TryGetValue(code, out var status)
            ? status
            : throw new ArgumentException(
                $"There is no error code '{code}'; there are {string.Join(", ", Statuses.Keys)}.", nameof(code));

    /// <summary>
    /// The code of an HTTP status from 400 on; for one without a code of its own, <c>invalid</c> or <c>internal</c>.
    /// </summary>
    public static string CodeOf(int status)
    {
        foreach (var (code, known) in Statuses)
        {
            if (known == status)
                return code;
        }

        return status < StatusCodes.Status500InternalServerError ? Invalid : Internal;
    }
}
