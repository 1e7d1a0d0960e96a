using Trivium.Chunking;
using Trivium.Storage;

namespace Trivium.Embeddings.Endpoints;

/// <summary>
/// An endpoint that speaks OpenAI's embeddings API: OpenAI itself, Azure OpenAI's <c>/openai/v1</c>, Ollama, vLLM. Without
/// an <see cref="Endpoint"/> the built-in embedder is used.
/// </summary>
public sealed class EmbeddingEndpoint
{
    /// <summary>2,048: as many inputs as OpenAI takes in one request.</summary>
    private const int BatchInputsMax = 2_048;

    /// <summary>192: the smallest chunks there are fit, were their tokens underestimated as far as they can be.</summary>
    private const int InputTokensMaxMin = ChunkingLimits.MaxTokensMin * TokenEstimate.UnderestimateMax;

    /// <summary>The base URL, such as <c>https://api.openai.com/v1</c> or <c>http://localhost:11434/v1</c>; null: none.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The model or deployment, such as <c>text-embedding-3-small</c>.</summary>
    public string? Model { get; set; }

    /// <summary>The length of its vectors. Another length, like another model, is another container of chunks.</summary>
    public int Dimensions { get; set; }

    /// <summary>
    /// True where the endpoint is to be asked for <see cref="Dimensions"/>: for models that can shorten their vectors. Others
    /// refuse to be asked.
    /// </summary>
    public bool SendDimensions { get; set; }

    /// <summary>The API key; null: the app's Entra ID identity for https endpoints of Azure, else none.</summary>
    public string? Key { get; set; }

    /// <summary>
    /// The most tokens of one text that the model takes; 8,192. Chunks are kept so short that they fit, even where their
    /// tokens are underestimated.
    /// </summary>
    public int InputTokensMax { get; set; } = 8_192;

    /// <summary>The most texts in one request; 128.</summary>
    public int BatchInputs { get; set; } = 128;

    /// <summary>
    /// The most tokens in one request, by estimate; 100,000, so that OpenAI's limit of 300,000 is kept even where they are
    /// underestimated. A longer text is sent alone.
    /// </summary>
    public int BatchTokens { get; set; } = 100_000;

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(40);

    /// <summary>How much the vectors say in hybrid search, where the words say 1; a trained model says as much.</summary>
    public double HybridWeight { get; set; } = 1;

    internal IEnumerable<string> Validate(string name)
    {
        foreach (string fault in EndpointAccess.Faults(name, Endpoint, Model, Key)) yield return fault;
        if (Endpoint is null) yield break;

        if (Dimensions is < 1 or > EmbedderIdentity.DimensionsMax)
            yield return $"{name}__{nameof(Dimensions)} is {Dimensions}; 1 to {EmbedderIdentity.DimensionsMax} are possible.";
        if (InputTokensMax < InputTokensMaxMin)
            yield return $"{name}__{nameof(InputTokensMax)} is {InputTokensMax}; at least {InputTokensMaxMin} are needed.";
        if (BatchInputs is < 1 or > BatchInputsMax)
            yield return $"{name}__{nameof(BatchInputs)} is {BatchInputs}; 1 to {BatchInputsMax} are possible.";
        if (BatchTokens < 1) yield return $"{name}__{nameof(BatchTokens)} is {BatchTokens}; at least 1 is needed.";
        if (Timeout <= TimeSpan.Zero) yield return $"{name}__{nameof(Timeout)} is {Timeout}; it must be longer than nothing.";
        if (HybridWeight is not (> 0 and <= 100))
            yield return $"{name}__{nameof(HybridWeight)} is {HybridWeight}; more than 0 and up to 100 is possible.";
    }
}
