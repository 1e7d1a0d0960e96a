using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using Trivium.Embeddings.Endpoints;
using AIChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Trivium.Answers.Chat;

/// <summary>
/// Chat with an endpoint that speaks OpenAI's API, through OpenAI's own client, which waits as <c>Retry-After</c> says before
/// the first word; afterwards nothing is asked twice. Text only.
/// </summary>
internal sealed class EndpointChatClient : IChatClient
{
    /// <summary>2 times with short waits: somebody is waiting for the answer.</summary>
    private const int RetriesMax = 2;

    private readonly ChatEndpoint _endpoint;
    private readonly TimeProvider _time;
    private readonly ChatClient _client;
    private readonly ChatClientMetadata _metadata;
    private readonly ChatFaults _faults;

    public EndpointChatClient(ChatEndpoint endpoint, TimeProvider time)
    {
        _endpoint = endpoint;
        _time = time;
        _faults = new(endpoint);
        var uri = new Uri(endpoint.Endpoint!);
        // Marked as one that may change: there is no other constructor that takes Entra ID tokens.
#pragma warning disable OPENAI001
        _client = new(
            endpoint.Model!,
            EndpointAccess.AuthenticationOf(endpoint.Key, uri),
            EndpointAccess.OptionsOf(uri, endpoint.Timeout, RetriesMax, time));
#pragma warning restore OPENAI001
        _metadata = new("openai-compatible", uri, endpoint.Model);
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<AIChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<AIChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var timeout = new CancellationTokenSource(_endpoint.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var completion = new ChatCompletionOptions
        {
            MaxOutputTokenCount = options?.MaxOutputTokens,
            Temperature = options?.Temperature,
        };
        await using IAsyncEnumerator<StreamingChatCompletionUpdate> updates = _client
            .CompleteChatStreamingAsync(messages.Select(MessageOf), completion, either.Token)
            .GetAsyncEnumerator(either.Token);
        bool finished = false;
        while (await NextAsync(updates, cancellationToken))
        {
            StreamingChatCompletionUpdate update = updates.Current;
            finished |= update.FinishReason is not null;
            var made = new ChatResponseUpdate(ChatRole.Assistant, string.Concat(update.ContentUpdate.Select(part => part.Text)));
            if (update.Usage is { } usage)
            {
                made.Contents.Add(new UsageContent(new()
                {
                    InputTokenCount = usage.InputTokenCount,
                    OutputTokenCount = usage.OutputTokenCount,
                    TotalTokenCount = usage.TotalTokenCount,
                }));
            }

            yield return made;
        }

        // A connection that is cut looks like an end: only the reason to finish tells that it was one.
        if (!finished) throw _faults.BrokeOff();
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>The client holds nothing that has an end.</summary>
    public void Dispose()
    {
    }

    private async Task<bool> NextAsync(
        IAsyncEnumerator<StreamingChatCompletionUpdate> updates, CancellationToken cancellationToken)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception exception) when (_faults.Translate(exception, cancellationToken) is { } fault)
        {
            throw fault;
        }
    }

    private static OpenAI.Chat.ChatMessage MessageOf(AIChatMessage message) => message.Role == ChatRole.System
        ? new SystemChatMessage(message.Text)
        : message.Role == ChatRole.Assistant ? new AssistantChatMessage(message.Text) : new UserChatMessage(message.Text);
}
