using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trivium.Express;
using Trivium.Http;
using Trivium.Requests;
using Trivium.Storage;
using Trivium.Tenancy;

namespace Trivium.Keys;

/// <summary>The routes of keys: an admin's for their own tenant, the operator's for every one.</summary>
internal static class KeyRoutes
{
    public static void Map(ExpressApp app) => app.Group("/v1/keys", keys =>
    {
        keys.Post("", PostAsync).WithSummary("Makes a key, and shows it once.");
        keys.Get("", ListAsync).WithSummary("Lists a tenant's keys, without their secrets.");
        keys.Delete("/{keyId}", DeleteAsync).WithSummary("Revokes a key.");
    }).Needs(RouteAccess.Admin);

    private static async Task<IResult> PostAsync(
        HttpContext context, Caller caller, TenantKeys keys, TimeProvider time, RequestUnitMeter meter,
        CancellationToken stop)
    {
        using JsonDocument body = await RequestBody.ReadObjectAsync(context.Request, stop);
        KeyRequest request = KeyRequest.Read(body.RootElement, time.GetUtcNow());
        string tenant = TenantNames.Choose(caller, request.Tenant);
        (KeyItem item, string text) = await keys.CreateAsync(tenant, request, meter, stop);
        context.Response.Headers.CacheControl = "no-store";
        return HttpJson.Answer(KeyBody.Of(item, text), StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(
        Caller caller, KeyStore store, RequestUnitMeter meter, CancellationToken stop, string? tenant)
    {
        IReadOnlyList<KeyItem> keys = await store.ListAsync(TenantNames.Choose(caller, tenant), meter, stop);
        return HttpJson.Answer(new KeyListBody([.. keys.Select(key => KeyBody.Of(key))]));
    }

    private static async Task<IResult> DeleteAsync(
        string keyId, Caller caller, TenantKeys keys, RequestUnitMeter meter, CancellationToken stop, string? tenant)
    {
        await keys.RevokeAsync(new(TenantNames.Choose(caller, tenant), keyId), meter, stop);
        return Results.NoContent();
    }
}
