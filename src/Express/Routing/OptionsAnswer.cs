using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Trivium.Express;

/// <summary>
/// Answers OPTIONS where a path has routes but none for OPTIONS: 204 and <c>Allow</c>, as Express does.
/// </summary>
internal static class OptionsAnswer
{
    public static RequestDelegate Wrap(RequestDelegate next) => async context =>
    {
        await next(context);
        if (HttpMethods.IsOptions(context.Request.Method)
            && context.Response is { HasStarted: false, StatusCode: StatusCodes.Status405MethodNotAllowed } response
            && response.Headers.ContainsKey(HeaderNames.Allow))
        {
            response.StatusCode = StatusCodes.Status204NoContent;
        }
    };
}
