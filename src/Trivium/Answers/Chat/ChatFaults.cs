using Trivium.Embeddings.Endpoints;
using Trivium.Errors;

namespace Trivium.Answers.Chat;

/// <summary>What went wrong at a chat endpoint; whoever runs the app is to see it, and callers too.</summary>
internal sealed class ChatFaults(ChatEndpoint endpoint) : EndpointFaults(
    endpoint.Timeout, "cannot be reached, or broke off", "answered something that is no chat")
{
    /// <summary>The stream ended in the middle.</summary>
    public TriviumException BrokeOff() => Passing($"({endpoint.Model}) broke off in the middle of its answer", null);

    // Nothing of the endpoint's address: callers see the message.
    protected override TriviumException Passing(string what, Exception? cause) =>
        new(ErrorCode.Unavailable, $"The chat model {what}. Try again in a moment.", cause);

    // Also what stays as it is: whoever asked is answered from the documents, and may ask again when it is mended.
    protected override TriviumException OfStatus(int status, Exception cause) => Passing(
        status switch
        {
            401 or 403 => $"refused the key ({status}); whoever runs this service must set Chat__Key",
            404 => "has no such model or path (404); whoever runs this service must check Chat__Endpoint and Chat__Model",
            429 => "is busy (429)",
            _ => $"answered {status}",
        },
        cause);
}
