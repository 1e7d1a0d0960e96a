using Microsoft.AspNetCore.Http;
using Trivium.Errors;
using Trivium.Express;
using Trivium.Http;
using Trivium.Storage;
using Trivium.Tenancy;
using Trivium.Visibility;

namespace Trivium.Ingestion;

/// <summary>The routes of ingestions.</summary>
internal static class IngestionRoutes
{
    private const string Purpose = "ingestions";

    public static void Map(ExpressApp app) => app.Group("/v1/ingestions", ingestions =>
    {
        ingestions.Get("", ListAsync).Needs(RouteAccess.Reader).WithSummary("Lists ingestions, the newest first.");
        ingestions.Get("/{id}", GetAsync).Needs(RouteAccess.Reader).WithSummary("Where an ingestion stands.");
        ingestions.Get("/{id}/events", EventsAsync)
            .Needs(RouteAccess.Reader).WithSummary("An ingestion's progress as server-sent events.");
        SteeringRoutes.Map(ingestions);
    });

    private static async Task<IResult> ListAsync(
        Caller caller, IngestionList ingestions, ContinuationTokens tokens, RequestUnitMeter meter, CancellationToken stop,
        string? status, string? documentId, DateTimeOffset? from, DateTimeOffset? to, int? top, string? continuation)
    {
        int count = Paging.Top(top);
        string hash = ContinuationTokens.HashOf(
            status, documentId, from is { } f ? CosmosJson.Instant(f) : null, to is { } t ? CosmosJson.Instant(t) : null);
        string? inner = string.IsNullOrEmpty(continuation)
            ? null
            : (await tokens.UnprotectAsync(continuation, Purpose, caller.Tenant, hash, stop)).Inner;
        QueryPage<IngestionItem> page = await ingestions.PageAsync(
            caller.Tenant, new(StatusOf(status), documentId, from, to), inner, count, meter, stop);
        string? next = page.Continuation is null
            ? null
            : await tokens.ProtectAsync(new(Purpose, caller.Tenant, hash, null, page.Continuation), stop);
        return HttpJson.Answer(new IngestionListBody([.. page.Items.Select(IngestionBody.Of)], next));
    }

    private static async Task<IResult> GetAsync(
        string id, Caller caller, IngestionRecords records, RequestUnitMeter meter, CancellationToken stop) =>
        HttpJson.Answer(IngestionBody.Of(await FindAsync(id, caller, records, meter, stop)));

    private static async Task EventsAsync(
        string id, HttpContext context, Caller caller, IngestionRecords records, IngestionEvents events,
        RequestUnitMeter meter, CancellationToken stop)
    {
        IngestionItem item = await FindAsync(id, caller, records, meter, stop);
        await events.WriteAsync(context, item, meter, stop);
    }

    public static async Task<IngestionItem> FindAsync(
        string id, Caller caller, IngestionRecords records, RequestUnitMeter meter, CancellationToken stop) =>
        await records.ReadAsync(caller.Tenant, id, meter, stop)
            ?? throw new TriviumException(ErrorCode.NotFound, $"There is no ingestion '{id}'.");

    private static IngestionStatus? StatusOf(string? status)
    {
        if (status is null) return null;
        if (Enum.TryParse(status, ignoreCase: true, out IngestionStatus parsed) && Enum.IsDefined(parsed))
            return parsed;

        string message = $"status is '{status}'; one of {string.Join(", ", Enum.GetNames<IngestionStatus>())} is needed.";
        throw new TriviumException(ErrorCode.Invalid, message)
        {
            Errors = new Dictionary<string, string[]> { ["status"] = [message] },
        };
    }
}
