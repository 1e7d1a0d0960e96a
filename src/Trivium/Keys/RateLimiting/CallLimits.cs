using System.Globalization;
using Microsoft.AspNetCore.Http;
using Trivium.Errors;
using Trivium.Tenancy;

namespace Trivium.Keys.RateLimiting;

/// <summary>Limits how often each key is used, and tells its holder how it stands.</summary>
internal sealed class CallLimits(TriviumOptions options, TimeProvider time)
{
    /// <summary>10,000 keys in use at a time, about a hundred bytes each.</summary>
    private const int BucketsMax = 10_000;

    /// <summary>The name of the policy in the headers.</summary>
    private const string Policy = "key";

    private readonly TokenBuckets _buckets = new(time, BucketsMax);

    /// <summary>
    /// Counts a request. Sets <c>RateLimit-Policy</c> and <c>RateLimit</c> as the IETF draft
    /// draft-ietf-httpapi-ratelimit-headers (revision 10) has them: quota, window, remaining requests, and the seconds
    /// until the quota is whole again.
    /// </summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.RateLimited"/>, with <c>Retry-After</c> set.</exception>
    public void Count(HttpContext context, RecognizedCaller caller)
    {
        if (caller.LimitName is not { } name || LimitOf(caller) is not (> 0 and var perMinute)) return;

        bool admitted = _buckets.TryTake(name, perMinute, out BucketState state);
        IHeaderDictionary headers = context.Response.Headers;
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{Policy}\";q={perMinute};w=60");
        headers["RateLimit"] = string.Create(
            CultureInfo.InvariantCulture, $"\"{Policy}\";r={state.Remaining};t={state.FullAfterSeconds}");
        if (!admitted)
            throw Refuse(context, state, $"The key may make {perMinute} requests a minute and has made them.");
    }

    /// <summary>A refusal that says when to come again.</summary>
    public static TriviumException Refuse(HttpContext context, BucketState state, string why)
    {
        string seconds = Math.Max(1, state.RetryAfterSeconds).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds;
        return new TriviumException(ErrorCode.RateLimited, $"{why} Try again in {seconds} s.");
    }

    private int LimitOf(RecognizedCaller caller) => caller.RateLimit ?? caller.Identity.Role switch
    {
        CallerRole.Reader => options.RateLimits.ReaderPerMinute,
        CallerRole.Writer => options.RateLimits.WriterPerMinute,
        CallerRole.Admin => options.RateLimits.AdminPerMinute,
        _ => throw new InvalidOperationException($"An unknown role: {caller.Identity.Role}."),
    };
}
