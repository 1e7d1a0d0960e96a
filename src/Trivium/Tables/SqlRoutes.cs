using Microsoft.AspNetCore.Http;
using Trivium.Express;
using Trivium.Http;
using Trivium.Requests;
using Trivium.Tables.Query;
using Trivium.Tenancy;

namespace Trivium.Tables;

/// <summary><c>POST /v1/sql</c> and <c>POST /v1/sql:explain</c>.</summary>
internal static class SqlRoutes
{
    public static void Map(ExpressApp app)
    {
        app.Post("/v1/sql", static async (
            HttpContext http, Caller caller, SqlQueries queries, CancellationToken cancellationToken) =>
        {
            using var body = await RequestBody.ReadObjectAsync(http.Request, cancellationToken);
            SqlRequest request = SqlRequestReader.Read(body.RootElement);
            return HttpJson.Answer(await queries.AnswerAsync(caller.Tenant, request, cancellationToken));
        })
            .Needs(RouteAccess.Reader)
            .WithSummary("Ask a table with SQL")
            .Accepts<SqlRequest>("application/json")
            .Produces<SqlResponse>();
        app.Post("/v1/sql:explain", static async (
            HttpContext http, Caller caller, SqlQueries queries, CancellationToken cancellationToken) =>
        {
            using var body = await RequestBody.ReadObjectAsync(http.Request, cancellationToken);
            SqlRequest request = SqlRequestReader.ReadToExplain(body.RootElement);
            return HttpJson.Answer(await queries.ExplainAsync(caller.Tenant, request, cancellationToken));
        })
            .Needs(RouteAccess.Reader)
            .WithSummary("Say how a query would be answered")
            .Accepts<SqlRequest>("application/json")
            .Produces<SqlExplanation>();
    }
}
