using Microsoft.AspNetCore.Http;
using Trivium.Express;
using Trivium.Http;
using Trivium.Storage;
using Trivium.Tenancy;

namespace Trivium.Verification;

/// <summary>
/// The routes that check what is stored: GET looks, POST repairs too; the operator may name a tenant.
/// </summary>
internal static class VerificationRoutes
{
    public static void Map(ExpressApp app)
    {
        app.Get("/v1/admin/verify", GetAsync).Needs(RouteAccess.Admin).WithSummary("Checks what is stored.");
        app.Post("/v1/admin/verify", PostAsync).Needs(RouteAccess.Admin)
            .WithSummary("Checks what is stored, and removes what belongs to nobody.");
    }

    private static Task<IResult> GetAsync(
        Caller caller, Verifier verifier, RequestUnitMeter meter, CancellationToken stop, string? tenant) =>
        AnswerAsync(TenantNames.Choose(caller, tenant), verifier, repair: false, meter, stop);

    private static Task<IResult> PostAsync(
        Caller caller, Verifier verifier, RequestUnitMeter meter, CancellationToken stop, string? tenant) =>
        AnswerAsync(TenantNames.Choose(caller, tenant), verifier, repair: true, meter, stop);

    private static async Task<IResult> AnswerAsync(
        string tenant, Verifier verifier, bool repair, RequestUnitMeter meter, CancellationToken stop) =>
        HttpJson.Answer(await verifier.RunAsync(tenant, repair, meter, stop));
}
