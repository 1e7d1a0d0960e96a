using System.Globalization;
using System.Net;
using Microsoft.Azure.Cosmos;
using Trivium.Errors;
using Trivium.Storage.Pacing;

namespace Trivium.Storage;

/// <summary>
/// Adds up the request charges of one HTTP request or one activity; those of an activity it also paces. Safe for parallel
/// use.
/// </summary>
internal sealed class RequestUnitMeter(RequestUnitPacer? pacer = null, TimeProvider? time = null)
{
    /// <summary>1 min: how long a refused request is sent again in place; then whoever asked decides.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private double _total;
    private volatile bool _isRefused;

    /// <summary>What may be charged; queries ask for no further page once it is more.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    public double Total
    {
        get
        {
            lock (_gate) return _total;
        }
    }

    /// <summary>The store's last answer was that it is busy (429).</summary>
    public bool IsRefused => _isRefused;

    /// <summary>What one request may be expected to be charged at most; null: anything.</summary>
    public double? RequestUnitsMax => pacer?.RequestUnitsMax;

    public void Add(double requestCharge)
    {
        lock (_gate) _total += requestCharge;
    }

    /// <exception cref="TriviumException"><c>too_large</c>: more than <see cref="Max"/> has been charged.</exception>
    public void EnsureWithinMax()
    {
        if (Total <= Max) return;
        throw new TriviumException(
            ErrorCode.TooLarge,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The request has used {Total:0.#} request units and may use {Max:0.#}. ")
            + "Ask for less: narrow it with a condition, or ask for fewer rows.");
    }

    /// <summary>Counts an answer and passes it on.</summary>
    public ResponseMessage Count(ResponseMessage response)
    {
        Add(response.Headers.RequestCharge);
        return response;
    }

    /// <summary>What a request is expected to be charged; 0 where nothing is paced.</summary>
    public double EstimateOf(RequestShape shape) => pacer?.EstimateOf(shape) ?? 0;

    /// <summary>Sends a request when its turn has come, and counts its charge.</summary>
    /// <param name="shape">What it is.</param>
    /// <param name="send">Sends it; called again while the store is busy.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="isUrgent">It goes before what waits.</param>
    public Task<ResponseMessage> SendAsync(
        RequestShape shape,
        Func<Task<ResponseMessage>> send,
        CancellationToken cancellationToken,
        bool isUrgent = false) =>
        SendAsync(shape, send, AnswerOf, isUrgent, cancellationToken);

    /// <summary>Sends a batch when its turn has come, and counts its charge.</summary>
    public Task<TransactionalBatchResponse> SendAsync(
        RequestShape shape, Func<Task<TransactionalBatchResponse>> send, CancellationToken cancellationToken) =>
        SendAsync(
            shape,
            send,
            response => new(response.StatusCode, response.RequestCharge, response.RetryAfter),
            isUrgent: false,
            cancellationToken);

    /// <summary>Does what counts on a meter of its own, when its turn has come.</summary>
    public async Task<T> RunAsync<T>(
        RequestShape shape, Func<RequestUnitMeter, Task<T>> run, CancellationToken cancellationToken)
    {
        if (pacer is null) return await run(this);

        using PacedRequest paced = await pacer.EnterAsync(shape, isUrgent: false, cancellationToken);
        var own = new RequestUnitMeter();
        try
        {
            return await run(own);
        }
        catch (Exception exception) when (StoreFaults.IsBusy(exception))
        {
            pacer.Refused(null);
            throw;
        }
        finally
        {
            // Nothing was counted where nobody answered: then it is taken to have cost what was expected.
            if (own.Total > 0) paced.Charged(own.Total);
            Add(own.Total);
        }
    }

    private async Task<T> SendAsync<T>(
        RequestShape shape,
        Func<Task<T>> send,
        Func<T, Answer> read,
        bool isUrgent,
        CancellationToken cancellationToken)
        where T : IDisposable
    {
        DateTimeOffset? giveUpAt = null;
        while (true)
        {
            using PacedRequest? paced = pacer is null ? null : await pacer.EnterAsync(shape, isUrgent, cancellationToken);
            T response = await send();
            Answer answer = read(response);
            Add(answer.Charge);
            paced?.Charged(answer.Charge);
            _isRefused = answer.Status == HttpStatusCode.TooManyRequests;
            if (!_isRefused || pacer is null || time is null) return response;

            // A page cannot be asked for twice: what the SDK makes of an iterator after a fault it does not say.
            pacer.Refused(answer.RetryAfter);
            if (shape.Kind == RequestKind.Query) return response;

            giveUpAt ??= time.GetUtcNow() + _patience;
            if (time.GetUtcNow() >= giveUpAt) return response;

            response.Dispose();
        }
    }

    private static Answer AnswerOf(ResponseMessage response) => new(
        response.StatusCode,
        response.Headers.RequestCharge,
        double.TryParse(response.Headers["x-ms-retry-after-ms"], out double milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null);

    private readonly record struct Answer(HttpStatusCode Status, double Charge, TimeSpan? RetryAfter);
}
