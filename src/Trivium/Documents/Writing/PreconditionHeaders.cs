using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Trivium.Errors;
using Trivium.Visibility;

namespace Trivium.Documents.Writing;

/// <summary>Reads <c>If-Match</c> and <c>If-None-Match</c>.</summary>
internal static class PreconditionHeaders
{
    /// <exception cref="TriviumException"><see cref="ErrorCode.Invalid"/>: a header that cannot be understood is not
    /// ignored.</exception>
    public static Precondition Of(HttpRequest request)
    {
        IReadOnlyList<string>? match = null;
        if (request.Headers.IfMatch.Count > 0)
        {
            if (!EntityTagHeaderValue.TryParseStrictList(request.Headers.IfMatch, out var tags))
                throw new TriviumException(
                    ErrorCode.Invalid, $"If-Match is '{request.Headers.IfMatch}'; an ETag in quotes or * is needed.");

            // Weak ones never match, as RFC 9110 wants it for If-Match.
            match = tags.Any(tag => tag.Tag == "*")
                ? []
                : [.. tags.Select(tag => tag.IsWeak ? "W/" + tag.Tag : tag.Tag.ToString())];
        }

        bool absent = false;
        if (request.Headers.IfNoneMatch.Count > 0)
        {
            absent = request.Headers.IfNoneMatch.ToString().Trim() == "*";
            if (!absent)
                throw new TriviumException(
                    ErrorCode.Invalid, "If-None-Match of a write takes * only: the document must not exist.");
        }

        return match is null && !absent ? Precondition.None : new(match, absent);
    }
}
