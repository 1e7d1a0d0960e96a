using Microsoft.Extensions.Logging;
using Trivium.Errors;
using Trivium.Extraction;
using Trivium.Storage;

namespace Trivium.Ingestion.Steps;

/// <summary>
/// What every activity of an ingestion has around it: attempts counted, usage measured, faults told apart.
/// </summary>
internal sealed class StepRunner(IngestionRecords records, TimeProvider time, ILogger<StepRunner> logger)
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
        var scope = new StepScope();
        long started = time.GetTimestamp();
        try
        {
            await records.BeginAttemptAsync(request, activity, stage, scope.Meter, cancellationToken);
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
        catch (Exception exception) when (StoreFaults.IsTransient(exception))
        {
            IngestionLog.StepFaulted(logger, exception, activity, request.InstanceId);
            throw new TransientStepException(
                StoreFaults.Translate(exception)?.Message ?? "The step took too long or was interrupted.", exception);
        }
        catch (Exception exception) when (exception is not TransientStepException)
        {
            IngestionLog.StepFailed(logger, exception, activity, request.InstanceId);
            return new(default, UsageOf(scope, started), new(ErrorCode.Internal, "Internal error"));
        }
    }

    private StepUsage UsageOf(StepScope scope, long started) => new(
        scope.Meter.Total, scope.Tokens, (long)time.GetElapsedTime(started).TotalMilliseconds, scope.StoredBytes,
        scope.EmbeddingsReused);
}

/// <summary>What one attempt has used so far.</summary>
internal sealed class StepScope
{
    public RequestUnitMeter Meter { get; } = new();

    public long Tokens { get; set; }

    public long StoredBytes { get; set; }

    public long EmbeddingsReused { get; set; }
}
