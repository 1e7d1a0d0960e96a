using Microsoft.AspNetCore.Http;
using Trivium.Http;
using Trivium.Storage;

namespace Trivium.Ingestion;

/// <summary>
/// An ingestion's record as server-sent events: <c>progress</c> on each change, then <c>completed</c> or
/// <c>failed</c>. An
/// event's id is the record's version, so a client that comes back with <c>Last-Event-ID</c> misses nothing and gets
/// nothing twice in a row.
/// </summary>
internal sealed class IngestionEvents(IngestionRecords records, TimeProvider time)
{
    /// <summary>200 ms between two looks at the record: quick for people, cheap for the store.</summary>
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(200);

    public async Task WriteAsync(
        HttpContext context, IngestionItem item, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        EventStream.Prepare(context);
        if (HttpMethods.IsHead(context.Request.Method)) return;

        await using var events = new EventStream(context, time);
        string seen = context.Request.Headers["Last-Event-ID"].ToString();
        while (true)
        {
            string version = VersionOf(item);
            if (version != seen || item.HasEnded)
            {
                await events.SendAsync(NameOf(item), IngestionBody.Of(item), cancellationToken, version);
                seen = version;
            }

            if (item.HasEnded) return;

            await Task.Delay(_interval, time, cancellationToken);
            if (await records.ReadAsync(item.Tenant, item.Id, meter, cancellationToken) is not { } next) return;
            item = next;
        }
    }

    private static string NameOf(IngestionItem item) => item switch
    {
        { Status: IngestionStatus.Completed } => "completed",
        { HasEnded: true } => "failed",
        _ => "progress",
    };

    private static string VersionOf(IngestionItem item) => (item.ETag ?? "").Trim('"');
}
