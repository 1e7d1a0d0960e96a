using Microsoft.AspNetCore.Http;
using Trivium.Express;
using Trivium.Http;
using Trivium.Storage;
using Trivium.Tenancy;

namespace Trivium.Usage;

/// <summary>The route of usage.</summary>
internal static class UsageRoutes
{
    public static void Map(ExpressApp app) =>
        app.Get("/v1/usage", GetAsync).Needs(RouteAccess.Reader).WithSummary("What ingestions used, added up.");

    private static async Task<IResult> GetAsync(
        Caller caller, UsageReport report, TimeProvider time, RequestUnitMeter meter, CancellationToken stop,
        DateTimeOffset? from, DateTimeOffset? to, string? groupBy) =>
        HttpJson.Answer(await report.ReadAsync(
            caller.Tenant, UsageQuery.Of(from, to, groupBy, time.GetUtcNow()), meter, stop));
}
