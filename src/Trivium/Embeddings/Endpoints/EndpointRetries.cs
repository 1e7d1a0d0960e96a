using System.ClientModel.Primitives;

namespace Trivium.Embeddings.Endpoints;

/// <summary>Sends a request again as OpenAI's client does, and waits in between by the app's clock.</summary>
/// <param name="retriesMax">How often a request is sent again.</param>
/// <param name="time">The clock.</param>
internal sealed class EndpointRetries(int retriesMax, TimeProvider time) : ClientRetryPolicy(retriesMax)
{
    protected override Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        Task.Delay(delay, time, cancellationToken);
}
