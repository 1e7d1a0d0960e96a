using System.ClientModel;
using System.Text.Json;
using Trivium.Errors;

namespace Trivium.Answers.Chat;

/// <summary>What went wrong at a chat endpoint; whoever runs the app is to see it, and callers too.</summary>
internal static class ChatFaults
{
    /// <summary>Null: not a fault of the endpoint.</summary>
    public static TriviumException? Translate(ChatEndpoint endpoint, Exception exception, CancellationToken caller) =>
        exception switch
        {
            TriviumException fault => fault,
            ClientResultException result => Of(result.Status == 0 ? "cannot be reached" : OfStatus(result.Status), result),
            OperationCanceledException when caller.IsCancellationRequested => null,
            OperationCanceledException or TimeoutException => Of(
                $"did not answer within {endpoint.Timeout.TotalSeconds:0.#} seconds", exception),
            AggregateException { InnerException: { } inner } => Translate(endpoint, inner, caller),
            HttpRequestException or IOException => Of("cannot be reached, or broke off", exception),
            FormatException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException => Of(
                "answered something that is no chat", exception),
            _ => null,
        };

    /// <summary>The stream ended in the middle.</summary>
    public static TriviumException BrokeOff(ChatEndpoint endpoint) => Of($"({endpoint.Model}) broke off in the middle of its answer", null);

    private static string OfStatus(int status) => status switch
    {
        401 or 403 => $"refused the key ({status}); whoever runs this service must set Chat__Key",
        404 => "has no such model or path (404); whoever runs this service must check Chat__Endpoint and Chat__Model",
        429 => "is busy (429)",
        _ => $"answered {status}",
    };

    // Nothing of the endpoint's address: callers see the message.
    private static TriviumException Of(string what, Exception? cause) =>
        new(ErrorCode.Unavailable, $"The chat model {what}. Try again in a moment.", cause);
}
