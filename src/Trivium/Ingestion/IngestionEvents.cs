using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
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

    /// <summary>15 s without an event: proxies cut what is silent for 30 s.</summary>
    private static readonly TimeSpan _heartbeat = TimeSpan.FromSeconds(15);

    public async Task WriteAsync(
        HttpContext context, IngestionItem item, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        if (HttpMethods.IsHead(context.Request.Method)) return;

        string seen = context.Request.Headers["Last-Event-ID"].ToString();
        long written = time.GetTimestamp();
        while (true)
        {
            string version = VersionOf(item);
            if (version != seen || item.HasEnded)
            {
                await SendAsync(context, EventOf(item, version), cancellationToken);
                (seen, written) = (version, time.GetTimestamp());
            }
            else if (time.GetElapsedTime(written) >= _heartbeat)
            {
                await SendAsync(context, ": still here\n\n", cancellationToken);
                written = time.GetTimestamp();
            }

            if (item.HasEnded) return;

            await Task.Delay(_interval, time, cancellationToken);
            if (await records.ReadAsync(item.Tenant, item.Id, meter, cancellationToken) is not { } next) return;
            item = next;
        }
    }

    private static string EventOf(IngestionItem item, string version)
    {
        string name = item switch
        {
            { Status: IngestionStatus.Completed } => "completed",
            { HasEnded: true } => "failed",
            _ => "progress",
        };
        return $"id: {version}\nevent: {name}\ndata: {JsonSerializer.Serialize(IngestionBody.Of(item), HttpJson.Options)}\n\n";
    }

    private static string VersionOf(IngestionItem item) => (item.ETag ?? "").Trim('"');

    private static async Task SendAsync(HttpContext context, string text, CancellationToken cancellationToken)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }
}
