using Microsoft.AspNetCore.Http;
using Trivium.Express;
using Trivium.Http;
using Trivium.Storage;
using Trivium.Tables.Catalog;
using Trivium.Tenancy;
using Trivium.Visibility;

namespace Trivium.Tables;

/// <summary><c>GET /v1/tables</c>.</summary>
internal static class TableRoutes
{
    public static void Map(ExpressApp app) =>
        app.Get("/v1/tables", static async (
            Caller caller,
            SnapshotReader snapshots,
            TableCatalogReader catalogs,
            CancellationToken cancellationToken) =>
        {
            var meter = new RequestUnitMeter();
            ReadScope scope = await snapshots.OpenAsync(caller.Tenant, meter, cancellationToken);
            TableCatalog catalog = await catalogs.ReadAsync(caller.Tenant, scope.Snapshot, meter, cancellationToken);
            scope.EnsureAlive();
            return HttpJson.Answer(new TablesResponse([.. catalog.Tables.Select(table => table.Describe())]));
        })
            .Needs(RouteAccess.Reader)
            .WithSummary("List the tables that SQL can name")
            .Produces<TablesResponse>();
}
