using Microsoft.AspNetCore.Http;
using Trivium.Errors;
using Trivium.Express;
using Trivium.Http;
using Trivium.Storage;
using Trivium.Tenancy;
using Trivium.Visibility;

namespace Trivium.Health;

/// <summary>The routes by which hosts and people see whether the app is well.</summary>
internal static class HealthRoutes
{
    public static void Map(ExpressApp app)
    {
        app.Get("/health/live", () => HttpJson.Answer(new HealthBody("live")))
            .Needs(RouteAccess.Everyone).WithSummary("The process runs.");
        app.Get("/health/ready", ReadyAsync)
            .Needs(RouteAccess.Everyone).WithSummary("The store answers and is provisioned.");
    }

    private static async Task<IResult> ReadyAsync(
        DatabaseProvisioning provisioning, SnapshotReader snapshots, RequestUnitMeter meter, CancellationToken stop)
    {
        if (!provisioning.IsReady)
            throw new TriviumException(ErrorCode.Unavailable, "The store is not opened yet. Try again in a moment.");

        await snapshots.TakeAsync(TenantNames.Default, meter, stop);
        return HttpJson.Answer(new HealthBody("ready"));
    }
}

/// <summary>How the app is.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
public sealed record HealthBody(string Status);
