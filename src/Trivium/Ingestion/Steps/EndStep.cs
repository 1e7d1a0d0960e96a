using Trivium.Storage;
using Trivium.Storage.Pacing;

namespace Trivium.Ingestion.Steps;

/// <summary>The last activity: keeps what failed for a retry, and ends the record with its receipt or error.</summary>
internal sealed class EndStep(
    KeptGenerations kept,
    IngestionRecords records,
    Receipts receipts,
    IngestionStart starts,
    RequestUnitPacer pacer,
    TimeProvider time)
{
    /// <summary>Why a superseded ingestion ended.</summary>
    private const string SupersededMessage =
        "A newer request for the document was accepted before this one was committed; only the newer one takes effect.";

    public async Task<bool> RunAsync(IngestionEnd end, CancellationToken cancellationToken)
    {
        var meter = new RequestUnitMeter(pacer, time);
        try
        {
            await EndAsync(end, meter, cancellationToken);
            await starts.EndedAsync(end.Ingestion.InstanceId, cancellationToken);
            return true;
        }
        catch (Exception exception) when (StoreFaults.IsTransient(exception))
        {
            throw StepRunner.TransientOf("The ingestion's record could not be ended.", exception, meter);
        }
    }

    private async Task EndAsync(IngestionEnd end, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        IngestRequest request = end.Ingestion;
        switch (end.Kind)
        {
            case EndKind.Completed:
                break;
            case EndKind.Superseded:
                await kept.GiveUpAsync(request, end.Generation, meter, cancellationToken);
                break;
            case EndKind.Failed:
                await kept.KeepAsync(request, end.Generation, meter, cancellationToken);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(end), end.Kind, "An unknown end.");
        }

        await records.EndAsync(
            request,
            item => Ended(item, end with { Usage = ActivityUsage.Sum(item.Spent, end.Usage) }),
            meter,
            cancellationToken);
    }

    private IngestionItem Ended(IngestionItem item, IngestionEnd end) => end.Kind switch
    {
        EndKind.Completed => item with
        {
            Status = IngestionStatus.Completed,
            Stage = IngestionStages.Done,
            Receipt = receipts.Of(item, end),
        },
        EndKind.Superseded => item with
        {
            Status = IngestionStatus.Terminated,
            Error = new(item.Stage, "conflict", SupersededMessage, 1, Retryable: false),
        },
        EndKind.Failed => item with
        {
            Status = IngestionStatus.Failed,
            Stage = end.Fault!.Stage,
            Error = end.Fault with { Attempt = AttemptOf(item, end) },
            Spent = end.Usage,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(end), end.Kind, "An unknown end."),
    };

    /// <summary>Attempts at the stage's activity, without those of calls that succeeded.</summary>
    private static int AttemptOf(IngestionItem item, IngestionEnd end)
    {
        int attempts = item.Attempts.GetValueOrDefault(end.FaultyActivity ?? "");
        int succeeded = end.Usage.FirstOrDefault(usage => usage.Name == end.FaultyActivity)?.Calls ?? 0;
        return Math.Max(1, attempts - succeeded);
    }
}
