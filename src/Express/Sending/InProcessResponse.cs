using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Trivium.Express;

/// <summary>
/// A response kept in memory, with the rules of a server: headers end with the first byte, bodies keep their promise.
/// </summary>
internal sealed class InProcessResponse : IHttpResponseFeature, IHttpResponseBodyFeature
{
    private readonly Stack<(Func<object, Task> Callback, object State)> _starting = new();
    private readonly Stack<(Func<object, Task> Callback, object State)> _completed = new();
    private readonly MemoryStream _body = new();
    private readonly HeaderDictionary _headers = [];
    private readonly bool _isHead;
    private readonly InProcessLifetime _lifetime;
    private readonly InProcessResponseWriter _writer;
    private int _status = StatusCodes.Status200OK;
    private long _written;

    public InProcessResponse(SynchronousIo control, bool isHead, InProcessLifetime lifetime)
    {
        _isHead = isHead;
        _lifetime = lifetime;
        _writer = new InProcessResponseWriter(this);
        Stream = new InProcessResponseStream(_writer, control);
    }

    public int StatusCode
    {
        get => _status;
        set
        {
            ThrowIfStarted(nameof(StatusCode));
            _status = value;
        }
    }

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers
    {
        get => _headers;
        set => throw new NotSupportedException("Headers are set one by one.");
    }

    public bool HasStarted { get; private set; }

    public Stream Stream { get; }

    public PipeWriter Writer => _writer;

    // The interface's older way to the body; no part of ASP.NET Core uses it.
    Stream IHttpResponseFeature.Body
    {
        get => Stream;
        set => throw new NotSupportedException("Replace IHttpResponseBodyFeature instead.");
    }

    private bool MayHaveBody =>
        _status is not (StatusCodes.Status204NoContent
            or StatusCodes.Status205ResetContent
            or StatusCodes.Status304NotModified);

    public void OnStarting(Func<object, Task> callback, object state)
    {
        ThrowIfStarted(nameof(OnStarting));
        _starting.Push((callback, state));
    }

    public void OnCompleted(Func<object, Task> callback, object state) => _completed.Push((callback, state));

    public void DisableBuffering()
    {
    }

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (HasStarted)
            return;
        while (_starting.TryPop(out var next))
            await next.Callback(next.State);
        HasStarted = true;
        _headers.IsReadOnly = true;
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    /// <summary>Takes a part of the body, starting the response.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        // Nobody reads any more: a server takes what is written then, and drops it.
        if (_lifetime.RequestAborted.IsCancellationRequested)
            return;
        if (!_isHead && _written + bytes.Length > _headers.ContentLength)
            throw new InvalidOperationException(
                "Response Content-Length mismatch: too many bytes written "
                + $"({_written + bytes.Length} of {_headers.ContentLength}).");
        await StartAsync(cancellationToken);
        if (_isHead || bytes.Length == 0)
            return;
        if (!MayHaveBody)
        {
            throw new InvalidOperationException(
                $"Writing to the response body is invalid for responses with status code {_status}.");
        }
        _written += bytes.Length;
        _body.Write(bytes.Span);
    }

    public async Task CompleteAsync()
    {
        if (_writer.UnflushedBytes > 0)
            await _writer.FlushAsync();
        if (!HasStarted)
        {
            while (_starting.TryPop(out var next))
                await next.Callback(next.State);
            if (!_isHead && _status is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified))
                _headers.ContentLength ??= 0;
        }

        await StartAsync();
        if (!_isHead && MayHaveBody && _written < _headers.ContentLength)
            throw new InvalidOperationException(
                $"Response Content-Length mismatch: too few bytes written ({_written} of {_headers.ContentLength}).");
    }

    public async Task FireCompletedAsync()
    {
        while (_completed.TryPop(out var next))
            await next.Callback(next.State);
    }

    public byte[] TakeBody() => _body.ToArray();

    private void ThrowIfStarted(string what)
    {
        if (HasStarted)
            throw new InvalidOperationException($"{what} cannot be set because the response has already started.");
    }
}
