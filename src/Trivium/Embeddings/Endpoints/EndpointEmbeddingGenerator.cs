using System.ClientModel;
using Microsoft.Extensions.AI;
using OpenAI.Embeddings;
using Trivium.Chunking;

namespace Trivium.Embeddings.Endpoints;

/// <summary>
/// Embeddings from an endpoint that speaks OpenAI's API, through OpenAI's own client, which waits as <c>Retry-After</c>
/// says; how much the endpoint says is left is kept to (<see cref="EndpointPace"/>). Texts are sent in batches; vectors that are not what was asked for are a fault, never stored.
/// </summary>
internal sealed class EndpointEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>4 times with growing waits, some 15 s in all; then the activity's own retries take over.</summary>
    private const int RetriesMax = 4;

    private readonly EmbeddingEndpoint _endpoint;
    private readonly EmbeddingClient _client;
    private readonly EmbeddingGeneratorMetadata _metadata;
    private readonly EndpointPace _pace;
    private readonly EmbeddingFaults _faults;

    public EndpointEmbeddingGenerator(EmbeddingEndpoint endpoint, TimeProvider time)
    {
        _endpoint = endpoint;
        _pace = new(time);
        _faults = new(endpoint);
        var uri = new Uri(endpoint.Endpoint!);
        // Marked as one that may change: there is no other constructor that takes Entra ID tokens.
#pragma warning disable OPENAI001
        _client = new(
            endpoint.Model!,
            EndpointAccess.AuthenticationOf(endpoint.Key, uri),
            EndpointAccess.OptionsOf(uri, endpoint.Timeout, RetriesMax, time));
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
        foreach ((string[] batch, int estimate) in Batches([.. values]))
        {
            OpenAIEmbeddingCollection answer = await AskAsync(batch, estimate, cancellationToken);
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

    private IEnumerable<(string[] Texts, int Tokens)> Batches(string[] texts)
    {
        int from = 0;
        int tokens = 0;
        for (int index = 0; index < texts.Length; index++)
        {
            int estimate = TokenEstimate.Of(texts[index]);
            bool isFull = index - from == _endpoint.BatchInputs || estimate > _endpoint.BatchTokens - tokens;
            if (isFull && index > from)
            {
                yield return (texts[from..index], tokens);
                (from, tokens) = (index, 0);
            }

            tokens += estimate;
        }

        if (from < texts.Length) yield return (texts[from..], tokens);
    }

    private async Task<OpenAIEmbeddingCollection> AskAsync(string[] batch, int tokens, CancellationToken cancellationToken)
    {
        var options = new OpenAI.Embeddings.EmbeddingGenerationOptions
        {
            Dimensions = _endpoint.SendDimensions ? _endpoint.Dimensions : null,
        };
        await _pace.WaitAsync(tokens, cancellationToken);
        try
        {
            ClientResult<OpenAIEmbeddingCollection> answer = await _client.GenerateEmbeddingsAsync(
                batch, options, cancellationToken);
            _pace.Note(answer.GetRawResponse());
            return answer.Value;
        }
        catch (Exception exception) when (_faults.Translate(exception, cancellationToken) is { } fault)
        {
            _pace.Note((exception as ClientResultException)?.GetRawResponse());
            throw fault;
        }
    }

    private IEnumerable<Embedding<float>> Vectors(OpenAIEmbeddingCollection answer, int count)
    {
        if (answer.Count != count)
            throw _faults.Lasting($"gave {answer.Count} vectors for {count} texts");

        // By the index each vector says it has: nothing promises their order.
        foreach (OpenAIEmbedding item in answer.OrderBy(item => item.Index))
        {
            ReadOnlyMemory<float> vector = item.ToFloats();
            if (vector.Length != _endpoint.Dimensions)
                throw _faults.Lasting(
                    $"gave a vector of {vector.Length} dimensions, not {_endpoint.Dimensions}. Set Embeddings__Dimensions to what it "
                    + "gives, or Embeddings__SendDimensions if it can be asked");
            if (!vector.Span.ContainsAnyExcept(0) || vector.Span.ToArray().Any(component => !float.IsFinite(component)))
                throw _faults.Lasting("gave a vector without a direction: zeros, or what is no number");
            yield return new(vector) { ModelId = _endpoint.Model };
        }
    }
}
