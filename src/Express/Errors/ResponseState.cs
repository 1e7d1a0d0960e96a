using Microsoft.AspNetCore.Http;

namespace Trivium.Express;

/// <summary>How far a response has come.</summary>
internal static class ResponseState
{
    /// <summary>Nothing has been said yet: a 200 without headers of a body.</summary>
    public static bool IsUntouched(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status200OK && IsEmpty(context);

    /// <summary>There is a status, but no body and nothing about one.</summary>
    public static bool IsEmpty(HttpContext context) =>
        CanBeReplaced(context)
        && context.Response is { ContentLength: null or 0, ContentType: null }
        && !context.RequestAborted.IsCancellationRequested;

    /// <summary>Neither sent, nor written into a buffer that cannot be emptied again.</summary>
    public static bool CanBeReplaced(HttpContext context) =>
        !context.Response.HasStarted
        && (!context.Response.BodyWriter.CanGetUnflushedBytes || context.Response.BodyWriter.UnflushedBytes == 0);
}
