using Microsoft.AspNetCore.Http;
using Trivium.Errors;
using Trivium.Express;
using Trivium.Http;
using Trivium.Storage;
using Trivium.Tenancy;

namespace Trivium.Verification;

/// <summary>The routes that check what is stored: GET looks, POST repairs too.</summary>
internal static class VerificationRoutes
{
    public static void Map(ExpressApp app)
    {
        app.Get("/v1/admin/verify", GetAsync).WithSummary("Checks what is stored.");
        app.Post("/v1/admin/verify", PostAsync).WithSummary("Checks what is stored, and removes what belongs to nobody.");
    }

    private static Task<IResult> GetAsync(
        Caller caller, Verifier verifier, RequestUnitMeter meter, CancellationToken stop) =>
        AnswerAsync(caller, verifier, repair: false, meter, stop);

    private static Task<IResult> PostAsync(
        Caller caller, Verifier verifier, RequestUnitMeter meter, CancellationToken stop) =>
        AnswerAsync(caller, verifier, repair: true, meter, stop);

    private static async Task<IResult> AnswerAsync(
        Caller caller, Verifier verifier, bool repair, RequestUnitMeter meter, CancellationToken stop)
    {
        if (caller.Role != CallerRole.Admin)
            throw new TriviumException(ErrorCode.Forbidden, "Only keys of the role admin may check what is stored.");
        return HttpJson.Answer(await verifier.RunAsync(caller.Tenant, repair, meter, stop));
    }
}
