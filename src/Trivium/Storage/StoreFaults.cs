using System.Net;
using Microsoft.Azure.Cosmos;
using Trivium.Errors;

namespace Trivium.Storage;

/// <summary>Tells the store's transient faults (the same call may succeed later) from the permanent ones.</summary>
internal static class StoreFaults
{
    /// <summary>Retry With: the store's own status for a conflict inside one of its partitions.</summary>
    private const HttpStatusCode RetryWith = (HttpStatusCode)449;

    /// <summary>True where trying again unchanged may succeed. A cancellation is transient: deadlines are.</summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        TriviumException fault => fault.IsTransient,
        CosmosException cosmos => IsTransient(cosmos.StatusCode),
        HttpRequestException or IOException or TimeoutException or OperationCanceledException => true,
        _ => false,
    };

    /// <summary>True where somebody said that it is busy: waiting helps, and how often one has waited says nothing.</summary>
    public static bool IsBusy(Exception? exception) => exception switch
    {
        null => false,
        TriviumException { Code: ErrorCode.RateLimited } => true,
        CosmosException { StatusCode: HttpStatusCode.TooManyRequests } => true,
        _ => IsBusy(exception.InnerException),
    };

    /// <summary>A fault of the store as the caller may know it.</summary>
    public static TriviumException? Translate(Exception exception) => exception switch
    {
        TriviumException fault => fault,
        CosmosException { StatusCode: HttpStatusCode.TooManyRequests } => new(
            ErrorCode.RateLimited, "The store is busy. Try again in a moment.", exception),
        CosmosException or HttpRequestException or TimeoutException when IsTransient(exception) => new(
            ErrorCode.Unavailable, "The store does not answer. Try again in a moment.", exception),
        _ => null,
    };

    private static bool IsTransient(HttpStatusCode status) => status
        is HttpStatusCode.RequestTimeout or HttpStatusCode.Gone or HttpStatusCode.TooManyRequests or RetryWith
            or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout or 0;
}
