using System.Globalization;
using Trivium.Errors;
using Trivium.Storage;

namespace Trivium.Ingestion.Steps;

/// <summary>
/// Bounds how often an attempt at an activity may take its process down with it. Engines deliver an attempt again until it
/// is answered; so each delivery is counted in the record before the work begins, and an attempt that was delivered
/// before without an answer is a suspect. Suspects run one at a time: what only ran beside the culprit is soon cleared.
/// </summary>
internal sealed class Deliveries(IngestionRecords records) : IDisposable
{
    /// <summary>5: as many as a machine may be switched off during one and the same attempt.</summary>
    public const int DeliveriesMax = 5;

    private static readonly NoTurn _free = new();

    private readonly SemaphoreSlim _suspects = new(1);

    /// <summary>Counts a delivery; what is returned is disposed when the attempt has ended.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Internal"/>: it was delivered too often.</exception>
    public async Task<IDisposable> BeginAsync(
        IngestRequest request, string activity, string stage, StepScope scope, CancellationToken cancellationToken)
    {
        RequestUnitMeter meter = scope.Meter;
        string? delivery = NameOf(request, activity);
        scope.IsNoted = await records.BeginAttemptAsync(
            request, activity, stage, delivery, isFirst: true, meter, cancellationToken);
        if (scope.IsNoted || delivery is null) return _free;

        IngestionItem? item = await records.ReadAsync(request.Tenant, request.IngestionId, meter, cancellationToken);
        if (item is null or { HasEnded: true }) return _free;

        int before = item.Deliveries.GetValueOrDefault(delivery);
        if (before >= DeliveriesMax) throw TooOften(activity, before);

        await _suspects.WaitAsync(cancellationToken);
        try
        {
            await records.BeginAttemptAsync(request, activity, stage, delivery, isFirst: false, meter, cancellationToken);
        }
        catch
        {
            _suspects.Release();
            throw;
        }

        return new Turn(_suspects);
    }

    /// <summary>Takes a delivery back whose process ends in good order and cannot answer any more.</summary>
    public Task TakeBackAsync(
        IngestRequest request, string activity, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        NameOf(request, activity) is { } delivery
            ? records.ForgetDeliveryAsync(request, delivery, meter, cancellationToken)
            : Task.CompletedTask;

    public void Dispose() => _suspects.Dispose();

    // Another run of an ingestion numbers its calls from the beginning.
    private static string? NameOf(IngestRequest request, string activity) => request.Attempt is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{activity}-{request.Run}-{request.Attempt}");

    private static TriviumException TooOften(string activity, int deliveries) => new(
        ErrorCode.Internal,
        string.Create(CultureInfo.InvariantCulture, $"The process ended {deliveries} times while '{activity}' was run, ")
        + "and it is not tried again. The document may need more memory than there is: look at the host's log, or split it.");

    private sealed class Turn(SemaphoreSlim suspects) : IDisposable
    {
        public void Dispose() => suspects.Release();
    }

    private sealed class NoTurn : IDisposable
    {
        public void Dispose()
        {
            // Nothing was taken.
        }
    }
}
