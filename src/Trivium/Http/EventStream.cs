using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Trivium.Http;

/// <summary>
/// Server-sent events, each sent at once, and comments while there are none, so that proxies keep the connection open. The
/// response begins with the first of them: until then the route may still answer with a problem.
/// </summary>
internal sealed class EventStream : IAsyncDisposable
{
    /// <summary>15 s without an event: proxies cut what is silent for 30 s.</summary>
    private static readonly TimeSpan _heartbeat = TimeSpan.FromSeconds(15);

    private readonly HttpContext _context;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly ITimer _timer;
    private long _written;
    private bool _ended;

    public EventStream(HttpContext context, TimeProvider time)
    {
        _context = context;
        _time = time;
        _written = time.GetTimestamp();
        _timer = time.CreateTimer(_ => _ = BeatAsync(), null, _heartbeat, _heartbeat);
    }

    /// <summary>True once something was sent: the status can no longer be changed.</summary>
    public bool HasBegun => _context.Response.HasStarted;

    /// <summary>Says that the response is a stream of events, and is to be passed on as it comes.</summary>
    public static void Prepare(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    /// <summary>Sends an event.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="data">Its data, as JSON.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="id">Its id, for clients that come back; null: none.</param>
    public Task SendAsync<T>(string name, T data, CancellationToken cancellationToken, string? id = null)
    {
        string line = id is null ? "" : $"id: {id}\n";
        return WriteAsync($"{line}event: {name}\ndata: {JsonSerializer.Serialize(data, HttpJson.Options)}\n\n", cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();

        // A comment under way ends before the response does.
        await _one.WaitAsync();
        _ended = true;
        _one.Release();
    }

    private async Task BeatAsync()
    {
        if (_time.GetElapsedTime(_written) < _heartbeat) return;
        try
        {
            await WriteAsync(": still here\n\n", _context.RequestAborted);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The client has gone; the route learns it by itself.
        }
    }

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_ended) return;
            if (!_context.Response.HasStarted) Prepare(_context);
            await _context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
            await _context.Response.Body.FlushAsync(cancellationToken);
            _written = _time.GetTimestamp();
        }
        finally
        {
            _one.Release();
        }
    }
}
