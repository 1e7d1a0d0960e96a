using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Trivium.Express;

/// <summary>Notices a GET handler that returns nothing, which is nearly always a forgotten <c>return</c>.</summary>
internal static class ReturnedNothing
{
    public static EndpointFilterDelegate Filter(EndpointFilterFactoryContext factory, EndpointFilterDelegate next)
    {
        var type = factory.MethodInfo.ReturnType;
        var writesItself = type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask);
        return async invocation =>
        {
            var result = await next(invocation);
            if ((result is null || writesItself) && ResponseState.IsUntouched(invocation.HttpContext))
            {
                var pattern = (invocation.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
                throw new ExpressUsageException(
                    $"Handler for {invocation.HttpContext.Request.Method} {pattern} returned nothing. "
                    + "Did you forget `return Results.Json(…)`?");
            }

            return result;
        };
    }
}
