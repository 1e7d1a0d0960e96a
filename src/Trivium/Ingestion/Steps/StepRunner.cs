using Microsoft.Extensions.Logging;
using Trivium.Errors;
using Trivium.Extraction;
using Trivium.Storage;
using Trivium.Storage.Pacing;

namespace Trivium.Ingestion.Steps;

/// <summary>
/// What every activity of an ingestion has around it: attempts counted, usage measured, faults told apart.
/// </summary>
internal sealed class StepRunner(
    Deliveries deliveries, RequestUnitPacer pacer, TimeProvider time, ILogger<StepRunner> logger)
{
    /// <summary>Runs one attempt.</summary>
    /// <param name="activity">The activity's name.</param>
    /// <param name="stage">The stage it belongs to.</param>
    /// <param name="request">The ingestion.</param>
    /// <param name="body">The work.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="TransientStepException">Another attempt may succeed.</exception>
    public async Task<StepResult<T>> RunAsync<T>(
        string activity,
        string stage,
        IngestRequest request,
        Func<StepScope, CancellationToken, Task<T>> body,
        CancellationToken cancellationToken)
    {
        var scope = new StepScope(new(pacer, time));
        long started = time.GetTimestamp();
        try
        {
            using IDisposable delivery = await deliveries.BeginAsync(request, activity, stage, scope, cancellationToken);
            T value = await body(scope, cancellationToken);
            return new(value, UsageOf(scope, started), null);
        }
        catch (ContentException exception)
        {
            ErrorCode code = exception.Code == ContentException.Unsupported ? ErrorCode.Unsupported : ErrorCode.Invalid;
            return new(default, UsageOf(scope, started), new(code, exception.Message));
        }
        catch (TriviumException exception) when (!exception.IsTransient)
        {
            return new(default, UsageOf(scope, started), new(exception.Code, exception.Message));
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            await TakeBackAsync(request, activity, scope.Meter);
            throw new TransientStepException("The host is being stopped.", exception);
        }
        catch (Exception exception) when (StoreFaults.IsTransient(exception))
        {
            IngestionLog.StepFaulted(logger, exception, activity, request.InstanceId);
            throw TransientOf(
                StoreFaults.Translate(exception)?.Message ?? "The step took too long or was interrupted.",
                exception,
                scope.Meter);
        }
        catch (Exception exception)
        {
            IngestionLog.StepFailed(logger, exception, activity, request.InstanceId);
            return new(default, UsageOf(scope, started), new(ErrorCode.Internal, "Internal error"));
        }
    }

    /// <summary>A transient fault as the orchestrator is to see it: busy is not broken.</summary>
    public static Exception TransientOf(string message, Exception exception, RequestUnitMeter meter)
    {
        // A deadline that passes while the store refuses everything is its being busy as well.
        bool isBusy = StoreFaults.IsBusy(exception) || (exception is OperationCanceledException && meter.IsRefused);
        return isBusy ? new BusyStepException(message, exception) : new TransientStepException(message, exception);
    }

    private async Task TakeBackAsync(IngestRequest request, string activity, RequestUnitMeter meter)
    {
        try
        {
            await deliveries.TakeBackAsync(request, activity, meter, CancellationToken.None);
        }
        catch (Exception exception) when (StoreFaults.IsTransient(exception))
        {
            // Then it counts as one that ended its process: there are some to spare.
            IngestionLog.StepFaulted(logger, exception, activity, request.InstanceId);
        }
    }

    private StepUsage UsageOf(StepScope scope, long started) => new(
        scope.Meter.Total, scope.Tokens, (long)time.GetElapsedTime(started).TotalMilliseconds, scope.StoredBytes,
        scope.EmbeddingsReused);
}

/// <summary>What one attempt has used so far.</summary>
/// <param name="meter">Its meter; null: one that does not pace.</param>
internal sealed class StepScope(RequestUnitMeter? meter = null)
{
    public RequestUnitMeter Meter { get; } = meter ?? new();

    /// <summary>The record was there, open, and took note of the attempt as the first of its name.</summary>
    public bool IsNoted { get; set; }

    public long Tokens { get; set; }

    public long StoredBytes { get; set; }

    public long EmbeddingsReused { get; set; }
}
