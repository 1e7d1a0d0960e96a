using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trivium.Tests.Support;

namespace Trivium.Tests.Answers;

/// <summary>Speaks the wire format of OpenAI's chat, streaming, with its faults in a row.</summary>
internal sealed class ChatServer : EndpointServer
{
    /// <summary>What to do with the next requests, one each.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Answers { get; } = new();

    /// <summary>Ends when a client went away in the middle of an answer.</summary>
    public TaskCompletionSource ClientLeft { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the server has fallen silent in the middle of an answer.</summary>
    public TaskCompletionSource Silent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<ChatServer> StartAsync()
    {
        var server = new ChatServer();
        await server.ListenAsync("chat/completions");
        return server;
    }

    /// <summary>Says this, a few characters at a time.</summary>
    public void Say(string text) => Answers.Enqueue(context => StreamAsync(context, text, finish: true));

    /// <summary>Says this and, when it is time, closes the connection without an end.</summary>
    public void SayAndBreakOff(string text, Task when) => Answers.Enqueue(async context =>
    {
        await StreamAsync(context, text, finish: false);
        await when;
        context.Abort();
    });

    /// <summary>Says this and ends the response as if that were all.</summary>
    public void SayAndEndEarly(string text) => Answers.Enqueue(context => StreamAsync(context, text, finish: false));

    /// <summary>Says this and then nothing, until the client leaves.</summary>
    public void SayAndFallSilent(string text) => Answers.Enqueue(async context =>
    {
        await StreamAsync(context, text, finish: false);
        Silent.TrySetResult();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            ClientLeft.TrySetResult();
        }
    });

    /// <summary>Answers with a status.</summary>
    public void Refuse(int status, int times = 1)
    {
        for (int i = 0; i < times; i++) Answers.Enqueue(Status(status));
    }

    protected override Task AnswerAsync(HttpContext context, JsonElement body)
    {
        if (Answers.TryDequeue(out Func<HttpContext, Task>? answer)) return answer(context);

        context.Response.StatusCode = 418;
        return Task.CompletedTask;
    }

    private static async Task StreamAsync(HttpContext context, string text, bool finish)
    {
        context.Response.ContentType = "text/event-stream";
        foreach (char[] piece in text.Chunk(3)) await SendAsync(context, Choice(new(piece), null));
        if (!finish) return;

        await SendAsync(context, Choice(null, "stop"));
        await SendAsync(context, new
        {
            id = "c",
            @object = "chat.completion.chunk",
            created = 1,
            model = "m",
            choices = Array.Empty<object>(),
            usage = new { prompt_tokens = 100, completion_tokens = 20, total_tokens = 120 },
        });
        await context.Response.WriteAsync("data: [DONE]\n\n");
    }

    private static object Choice(string? content, string? finish) => new
    {
        id = "c",
        @object = "chat.completion.chunk",
        created = 1,
        model = "m",
        choices = new[] { new { index = 0, delta = new { content }, finish_reason = finish } },
    };

    private static async Task SendAsync(HttpContext context, object chunk)
    {
        await context.Response.WriteAsync($"data: {JsonSerializer.Serialize(chunk)}\n\n");
        await context.Response.Body.FlushAsync();
    }
}
