using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Embeddings;

namespace Trivium.Embeddings.Endpoints;

/// <summary>
/// Embeddings from an endpoint that speaks OpenAI's API, through OpenAI's own client, which waits as <c>Retry-After</c>
/// says. Texts are sent in batches; vectors that are not what was asked for are a fault, never stored.
/// </summary>
internal sealed class EndpointEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>4 times with growing waits, some 15 s in all; then the activity's own retries take over.</summary>
    private const int RetriesMax = 4;

    private readonly EmbeddingEndpoint _endpoint;
    private readonly EmbeddingClient _client;
    private readonly EmbeddingGeneratorMetadata _metadata;

    public EndpointEmbeddingGenerator(EmbeddingEndpoint endpoint)
    {
        _endpoint = endpoint;
        var uri = new Uri(endpoint.Endpoint!);
        var options = new OpenAIClientOptions
        {
            Endpoint = uri,
            NetworkTimeout = endpoint.Timeout,
            RetryPolicy = new ClientRetryPolicy(RetriesMax),
        };

        // Marked as one that may change: there is no other constructor that takes Entra ID tokens.
#pragma warning disable OPENAI001
        _client = new(endpoint.Model!, EndpointAuthentication.Of(endpoint.Key, uri), options);
#pragma warning restore OPENAI001
        _metadata = new("openai-compatible", uri, endpoint.Model, endpoint.Dimensions);
    }

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        Microsoft.Extensions.AI.EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var all = new GeneratedEmbeddings<Embedding<float>>();
        long tokens = 0;
        foreach (string[] batch in Batches([.. values]))
        {
            OpenAIEmbeddingCollection answer = await AskAsync(batch, cancellationToken);
            all.AddRange(Vectors(answer, batch.Length));
            tokens += answer.Usage?.TotalTokenCount ?? 0;
        }

        all.Usage = new() { InputTokenCount = tokens, TotalTokenCount = tokens };
        return all;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>The client holds nothing that has an end.</summary>
    public void Dispose()
    {
    }

    private IEnumerable<string[]> Batches(string[] texts)
    {
        int from = 0;
        int chars = 0;
        for (int index = 0; index < texts.Length; index++)
        {
            bool isFull = index - from == _endpoint.BatchInputs || chars + texts[index].Length > _endpoint.BatchChars;
            if (isFull && index > from)
            {
                yield return texts[from..index];
                (from, chars) = (index, 0);
            }

            chars += texts[index].Length;
        }

        if (from < texts.Length) yield return texts[from..];
    }

    private async Task<OpenAIEmbeddingCollection> AskAsync(string[] batch, CancellationToken cancellationToken)
    {
        var options = new OpenAI.Embeddings.EmbeddingGenerationOptions
        {
            Dimensions = _endpoint.SendDimensions ? _endpoint.Dimensions : null,
        };
        try
        {
            return await _client.GenerateEmbeddingsAsync(batch, options, cancellationToken);
        }
        catch (Exception exception) when (EndpointFaults.Translate(_endpoint, exception, cancellationToken) is { } fault)
        {
            throw fault;
        }
    }

    private IEnumerable<Embedding<float>> Vectors(OpenAIEmbeddingCollection answer, int count)
    {
        if (answer.Count != count)
            throw EndpointFaults.Lasting(_endpoint, $"gave {answer.Count} vectors for {count} texts");

        // By the index each vector says it has: nothing promises their order.
        foreach (OpenAIEmbedding item in answer.OrderBy(item => item.Index))
        {
            ReadOnlyMemory<float> vector = item.ToFloats();
            if (vector.Length != _endpoint.Dimensions)
                throw EndpointFaults.Lasting(
                    _endpoint,
                    $"gave a vector of {vector.Length} dimensions, not {_endpoint.Dimensions}. Set Embeddings__Dimensions to what it "
                    + "gives, or Embeddings__SendDimensions if it can be asked");
            if (!vector.Span.ContainsAnyExcept(0) || vector.Span.ToArray().Any(component => !float.IsFinite(component)))
                throw EndpointFaults.Lasting(_endpoint, "gave a vector without a direction: zeros, or what is no number");
            yield return new(vector) { ModelId = _endpoint.Model };
        }
    }
}
