using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trivium.Chunking;
using Trivium.Express;
using Trivium.Http;
using Trivium.Requests;
using Trivium.Storage;
using Trivium.Tenancy;

namespace Trivium.Settings;

/// <summary>The routes of a tenant's settings.</summary>
internal static class SettingsRoutes
{
    public static void Map(ExpressApp app)
    {
        app.Get("/v1/settings", GetAsync).Needs(RouteAccess.Admin).WithSummary("The tenant's settings.");
        app.Put("/v1/settings", PutAsync)
            .Needs(RouteAccess.Admin).WithSummary("Sets the tenant's settings; what is left out is as it was at first.");
    }

    private static async Task<IResult> GetAsync(
        Caller caller, TenantSettings settings, RequestUnitMeter meter, CancellationToken stop)
    {
        return HttpJson.Answer(new SettingsBody(await settings.ChunkSizesAsync(caller.Tenant, null, meter, stop)));
    }

    private static async Task<IResult> PutAsync(
        HttpContext context, Caller caller, TenantSettings settings, RequestUnitMeter meter, CancellationToken stop)
    {
        using JsonDocument body = await RequestBody.ReadObjectAsync(context.Request, stop);
        RequestedChunkSizes? chunking = Read(body.RootElement);
        return HttpJson.Answer(new SettingsBody(await settings.SetAsync(caller.Tenant, chunking, meter, stop)));
    }

    private static RequestedChunkSizes? Read(JsonElement json)
    {
        var fields = new RequestFields(json);
        RequestFields? chunking = fields.Object("chunking");
        RequestedChunkSizes? sizes = chunking is null
            ? null
            : new()
            {
                MaxTokens = Tokens(chunking, "maxTokens"),
                TargetTokens = Tokens(chunking, "targetTokens"),
                OverlapTokens = Tokens(chunking, "overlapTokens"),
            };
        chunking?.RefuseOthers();
        fields.RefuseOthers();
        fields.ThrowIfAnyIsWrong();
        return sizes;
    }

    private static int? Tokens(RequestFields fields, string name) =>
        fields.Any(name) is null ? null : fields.Integer(name, 0, 0, ChunkingLimits.MaxTokensMax);
}
