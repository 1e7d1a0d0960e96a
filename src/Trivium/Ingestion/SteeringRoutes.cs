using Microsoft.AspNetCore.Http;
using Trivium.Express;
using Trivium.Http;
using Trivium.Storage;
using Trivium.Tenancy;

namespace Trivium.Ingestion;

/// <summary>
/// The routes that steer an ingestion: 202 with its record; 404 without such a one, 409 in another state.
/// </summary>
internal static class SteeringRoutes
{
    public static void Map(ExpressGroup ingestions)
    {
        ingestions.Post("/{id}/cancel", CancelAsync)
            .Needs(RouteAccess.Writer).WithSummary("Ends an ingestion; the document stays as it was.");
        ingestions.Post("/{id}/suspend", SuspendAsync).Needs(RouteAccess.Writer).WithSummary("Holds an ingestion.");
        ingestions.Post("/{id}/resume", ResumeAsync)
            .Needs(RouteAccess.Writer).WithSummary("Lets a held ingestion go on.");
        ingestions.Post("/{id}/retry", RetryAsync)
            .Needs(RouteAccess.Writer).WithSummary("Lets a failed ingestion go on where it failed.");
    }

    private static Task<IResult> CancelAsync(
        string id, Caller caller, IngestionRecords records, IngestionSteering steering, RequestUnitMeter meter,
        CancellationToken stop) =>
        SteerAsync(id, caller, records, steering.CancelAsync, meter, stop);

    private static Task<IResult> SuspendAsync(
        string id, Caller caller, IngestionRecords records, IngestionSteering steering, RequestUnitMeter meter,
        CancellationToken stop) =>
        SteerAsync(id, caller, records, steering.SuspendAsync, meter, stop);

    private static Task<IResult> ResumeAsync(
        string id, Caller caller, IngestionRecords records, IngestionSteering steering, RequestUnitMeter meter,
        CancellationToken stop) =>
        SteerAsync(id, caller, records, steering.ResumeAsync, meter, stop);

    private static Task<IResult> RetryAsync(
        string id, Caller caller, IngestionRecords records, IngestionRetry retry, RequestUnitMeter meter,
        CancellationToken stop) =>
        SteerAsync(id, caller, records, retry.RetryAsync, meter, stop);

    private static async Task<IResult> SteerAsync(
        string id,
        Caller caller,
        IngestionRecords records,
        Func<IngestionItem, RequestUnitMeter, CancellationToken, Task> steer,
        RequestUnitMeter meter,
        CancellationToken stop)
    {
        IngestionItem item = await IngestionRoutes.FindAsync(id, caller, records, meter, stop);
        await steer(item, meter, stop);
        IngestionItem now = await IngestionRoutes.FindAsync(id, caller, records, meter, stop);
        return HttpJson.Answer(IngestionBody.Of(now), StatusCodes.Status202Accepted);
    }
}
