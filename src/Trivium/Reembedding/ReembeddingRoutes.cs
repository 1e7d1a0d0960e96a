using Microsoft.AspNetCore.Http;
using Trivium.Express;
using Trivium.Http;
using Trivium.Storage;
using Trivium.Tenancy;

namespace Trivium.Reembedding;

/// <summary>The orchestration and activities of re-embedding, and the route that tells how far it has come.</summary>
internal static class ReembeddingRoutes
{
    public static void Map(ExpressApp app)
    {
        app.Get("/v1/admin/reembedding", GetAsync)
            .Needs(RouteAccess.Admin).WithSummary("How far documents have come to the embedder that is set.");
        app.Orchestration(Reembed.Run, ReembedOrchestrator.RunAsync);
        app.Activity(Reembed.Look, (string tenant, LookStep step, CancellationToken stop) => step.RunAsync(tenant, stop));
        app.Activity(
            Reembed.Fill, (FillRequest request, FillStep step, CancellationToken stop) => step.RunAsync(request, stop));
        app.Activity(
            Reembed.Switch, (SwitchRequest request, SwitchStep step, CancellationToken stop) => step.RunAsync(request, stop));
        app.Activity(
            Reembed.Clear, (ClearRequest request, ClearStep step, CancellationToken stop) => step.RunAsync(request, stop));
        app.RequireRegistered(typeof(Reembed));
    }

    private static async Task<IResult> GetAsync(
        Caller caller, ReembeddingReport report, RequestUnitMeter meter, CancellationToken stop) =>
        HttpJson.Answer(await report.ReadAsync(caller.IsOperator ? null : caller.Tenant, meter, stop));
}
