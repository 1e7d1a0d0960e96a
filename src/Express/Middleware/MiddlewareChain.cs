using Microsoft.AspNetCore.Http;

namespace Trivium.Express;

/// <summary>
/// The middleware engine: each one is called with the rest of the chain as <c>next</c>, in order of registration.
/// </summary>
internal static class MiddlewareChain
{
    public static RequestDelegate Compose(IReadOnlyList<Middleware> middleware, RequestDelegate last)
    {
        var next = last;
        for (var i = middleware.Count - 1; i >= 0; i--)
        {
            var (current, rest) = (middleware[i], next);
            next = context => new Step(current, rest).RunAsync(context);
        }

        return next;
    }

    /// <summary>
    /// One middleware in one request: sees to it that <c>next</c> is called once at most, and awaited.
    /// </summary>
    private sealed class Step(Middleware middleware, RequestDelegate rest)
    {
        private int _calls;
        private Task? _rest;

        public async Task RunAsync(HttpContext context)
        {
            try
            {
                await middleware.Invoke(context, NextAsync);
            }
            catch when (_rest is { IsCompleted: false } running)
            {
                // The request may not end while a part of it still runs; what that ends with is not the first error.
                await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }

            if (_rest is { IsCompleted: false } left)
            {
                await left;
                throw new ExpressUsageException(
                    $"{middleware} ended before next() had. Did you forget `await next(context)`?");
            }
        }

        private Task NextAsync(HttpContext context)
        {
            if (Interlocked.Increment(ref _calls) > 1)
            {
                throw new ExpressUsageException(
                    $"{middleware} called next() twice. Did you forget to `return` after the first call?");
            }
            return _rest = rest(context);
        }
    }
}
