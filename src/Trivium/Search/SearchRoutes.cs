using Microsoft.AspNetCore.Http;
using Trivium.Express;
using Trivium.Http;
using Trivium.Requests;
using Trivium.Tenancy;

namespace Trivium.Search;

/// <summary><c>POST /v1/search</c>.</summary>
internal static class SearchRoutes
{
    public static void Map(ExpressApp app) =>
        app.Post("/v1/search", static async (
            HttpContext http, Caller caller, Searches searches, CancellationToken cancellationToken) =>
        {
            using var body = await RequestBody.ReadObjectAsync(http.Request, cancellationToken);
            SearchRequest request = SearchRequestReader.Read(body.RootElement);
            return HttpJson.Answer(await searches.AnswerAsync(caller.Tenant, request, cancellationToken));
        })
            .Needs(RouteAccess.Reader)
            .WithSummary("Search by meaning and by words")
            .Accepts<SearchRequest>("application/json")
            .Produces<SearchResponse>();
}
