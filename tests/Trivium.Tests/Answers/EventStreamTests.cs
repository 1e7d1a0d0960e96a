using System.Text;
using Microsoft.AspNetCore.Http;
using Trivium.Http;
using Trivium.Tests.Support;

namespace Trivium.Tests.Answers;

public sealed class EventStreamTests
{
    private readonly TestTime _time = new();
    private readonly SharedStream _body = new();
    private readonly DefaultHttpContext _context = new();

    public EventStreamTests() => _context.Response.Body = _body;

    [Fact]
    public async Task Beat_AfterFifteenSecondsOfSilence_IsAComment()
    {
        await using var events = new EventStream(_context, _time);
        await events.SendAsync("token", new { text = "a" }, default);

        _time.Advance(TimeSpan.FromSeconds(15));

        while (!Written().EndsWith("here\n\n", StringComparison.Ordinal)) await Task.Yield();
        Assert.Equal("event: token\ndata: {\"text\":\"a\"}\n\n: still here\n\n", Written());
        Assert.Equal("text/event-stream; charset=utf-8", _context.Response.ContentType);
    }

    [Fact]
    public async Task Beat_WhileThereAreEvents_SaysNothing()
    {
        await using var events = new EventStream(_context, _time);
        _time.Advance(TimeSpan.FromSeconds(10));
        await events.SendAsync("token", 1, default, id: "7");
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("id: 7\nevent: token\ndata: 1\n\n", Written());
    }

    [Fact]
    public async Task Dispose_EndsTheBeats()
    {
        await new EventStream(_context, _time).DisposeAsync();

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("", Written());
    }

    // Timers fire on other threads.
    private string Written()
    {
        lock (_body) return Encoding.UTF8.GetString(_body.ToArray());
    }

    /// <summary>Written by one thread and read by another.</summary>
    private sealed class SharedStream : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            lock (this) Write(buffer.Span);
            return ValueTask.CompletedTask;
        }
    }
}
