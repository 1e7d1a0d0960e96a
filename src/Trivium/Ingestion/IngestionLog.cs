using Microsoft.Extensions.Logging;

namespace Trivium.Ingestion;

/// <summary>What ingestions log. Event ids 2000 to 2099.</summary>
internal static partial class IngestionLog
{
    [LoggerMessage(2000, LogLevel.Warning, "Activity {Activity} of ingestion {InstanceId} met a transient fault; it is tried again.")]
    public static partial void StepFaulted(ILogger logger, Exception exception, string activity, string instanceId);

    [LoggerMessage(2001, LogLevel.Error, "Activity {Activity} of ingestion {InstanceId} failed by a fault of ours.")]
    public static partial void StepFailed(ILogger logger, Exception exception, string activity, string instanceId);

    [LoggerMessage(2002, LogLevel.Information, "The sweep started or ended {Count} ingestions and purges that had been left behind.")]
    public static partial void Swept(ILogger logger, int count);

    [LoggerMessage(2003, LogLevel.Error, "The sweep failed; the next one tries again.")]
    public static partial void SweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(2004, LogLevel.Warning, "The start of {InstanceId}, or of what waits behind it, failed after it was accepted; the sweep starts it.")]
    public static partial void StartFailed(ILogger logger, Exception exception, string instanceId);
}
