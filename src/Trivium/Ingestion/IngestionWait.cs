using System.Globalization;
using Trivium.Errors;
using Trivium.Storage;

namespace Trivium.Ingestion;

/// <summary>Waits for ingestions on behalf of requests with <c>?wait=SECONDS</c>.</summary>
internal sealed class IngestionWait(IngestionRecords records, TimeProvider time)
{
    /// <summary>60 s: hosts and proxies cut longer requests.</summary>
    private const int SecondsMax = 60;

    /// <summary>100 ms between two looks at the record.</summary>
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a request wants to wait; null: not at all.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Invalid"/></exception>
    public static TimeSpan? Parse(string? wait)
    {
        if (wait is null) return null;
        bool isNumber = int.TryParse(wait, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds);
        if (isNumber && seconds <= SecondsMax) return TimeSpan.FromSeconds(seconds);

        string message = $"wait is '{wait}'; 0 to {SecondsMax} seconds are possible.";
        throw new TriviumException(ErrorCode.Invalid, message)
        {
            Errors = new Dictionary<string, string[]> { ["wait"] = [message] },
        };
    }

    /// <summary>True as soon as the ingestion is completed; false when it ends otherwise or the time is over.</summary>
    public async Task<bool> IsCompletedAsync(
        string tenant,
        string instanceId,
        TimeSpan patience,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        while (true)
        {
            IngestionItem? item = await records.ReadAsync(tenant, instanceId, meter, cancellationToken);
            if (item is { HasEnded: true }) return item.Status == IngestionStatus.Completed;
            if (time.GetElapsedTime(started) >= patience) return false;

            await Task.Delay(_interval, time, cancellationToken);
        }
    }
}
