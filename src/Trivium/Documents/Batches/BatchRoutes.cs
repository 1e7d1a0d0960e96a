using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Trivium.Errors;
using Trivium.Tenancy;

namespace Trivium.Documents.Batches;

/// <summary>The route that takes in many documents at once.</summary>
internal static class BatchRoutes
{
    private const string MediaType = "application/x-ndjson";

    private static readonly string[] _accepted =
        [MediaType, "application/ndjson", "application/jsonl", "application/x-jsonlines"];

    public static async Task PostAsync(HttpContext context, Caller caller, DocumentBatch batch, CancellationToken stop)
    {
        HttpRequest request = context.Request;
        bool accepted = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            && _accepted.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase);
        if (!accepted)
            throw new TriviumException(
                ErrorCode.Unsupported,
                $"Content type '{request.ContentType}' is not supported here; send {MediaType}: one JSON envelope a line.");

        // What is over the limit is answered in its place among the lines.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        string? key = request.Headers.TryGetValue("Idempotency-Key", out var value) ? value.ToString() : null;
        context.Response.ContentType = MediaType;
        context.Response.Headers.CacheControl = "no-store";
        await batch.RunAsync(caller.Tenant, request.Body, context.Response.Body, key, stop);
    }
}
