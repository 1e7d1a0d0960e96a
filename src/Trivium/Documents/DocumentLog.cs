using Microsoft.Extensions.Logging;

namespace Trivium.Documents;

/// <summary>What the document routes log. Event ids 2100 to 2199.</summary>
internal static partial class DocumentLog
{
    [LoggerMessage(2100, LogLevel.Warning, "The parts of the refused source {SourceId} could not be removed; the sweep removes them.")]
    public static partial void DiscardFailed(ILogger logger, Exception exception, string sourceId);

    [LoggerMessage(2101, LogLevel.Error, "Line {Line} of a batch failed.")]
    public static partial void BatchLineFailed(ILogger logger, Exception exception, int line);
}
