using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Trivium.Express.Functions.Tests;

public class FunctionTableTests
{
    private static readonly Activity<string, int> _count = new("count");
    private static readonly Orchestration<string, int> _run = new("run");

    [Fact]
    public void Constructor_RoutesTimersActivities_DescribesEachAsAFunction()
    {
        var table = RouteTestApp.Table(app =>
        {
            app.Get("/v1/things/{id}", (string id) => id).AuthLevel(AuthLevel.Function);
            app.Activity(_count, (string text) => text.Length);
            app.Orchestration(_run, (context, input) => context.Call(_count, input));
            app.Timer("sweep", "0 */5 * * * *", () => { });
        });

        Assert.Equal(
            [
                """Trivium.Express.Functions.FunctionEntryPoints.Activity count: {"name":"input","type":"activityTrigger","direction":"In","properties":{}} {"name":"client","type":"durableClient","direction":"In","properties":{}}""",
                """Trivium.Express.Functions.FunctionEntryPoints.Timer sweep: {"name":"timer","type":"timerTrigger","direction":"In","schedule":"0 */5 * * * *","properties":{}} {"name":"client","type":"durableClient","direction":"In","properties":{}}""",
                """Trivium.Express.Functions.FunctionEntryPoints.Http v1-things-_id-get: {"name":"request","type":"httpTrigger","direction":"In","authLevel":"Function","route":"v1/things/{id}","methods":["get","head"],"properties":{}} {"name":"client","type":"durableClient","direction":"In","properties":{}} {"name":"$return","type":"http","direction":"Out","properties":{}}""",
            ],
            table.Functions.Select(f => $"{f.EntryPoint} {f.Name}: {string.Join(' ', f.Bindings)}"));
    }

    [Fact]
    public void Constructor_Twice_DescribesTheSame()
    {
        static void Configure(ExpressApp app)
        {
            app.Get("/b", () => "b");
            app.Get("/a/{x}", (string x) => x);
            app.Timer("sweep", "0 0 3 * * *", () => { });
        }

        Assert.Equal(
            JsonSerializer.Serialize(RouteTestApp.Table(Configure).Functions),
            JsonSerializer.Serialize(RouteTestApp.Table(Configure).Functions));
    }

    [Fact]
    public void Constructor_AnyMethod_LeavesMethodsOut()
    {
        var function = Assert.Single(RouteTestApp.Table(app => app.Map("/echo", () => "echo")).Functions);

        Assert.DoesNotContain("methods", function.Bindings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_EmptyRouteAndCatchAll_LeavesThemToTheFallback()
    {
        Assert.Empty(RouteTestApp.Names(app =>
        {
            app.Get("/", () => "home");
            app.Get("/{**path}", (string? path) => path ?? "");
        }));
    }

    [Fact]
    public void Constructor_RoutesApartByContentType_ShareOneFunction()
    {
        var names = RouteTestApp.Names(app =>
        {
            app.Post("/docs", (HttpRequest request) => request.ContentType).Accepts<string>("text/plain");
            app.Post("/docs", (HttpRequest request) => request.ContentType).Accepts<string>("application/json");
        });

        Assert.Equal(["docs-post"], names);
    }

    [Fact]
    public void Constructor_RoutesOfOneShapeWithOtherMethods_AreTwoFunctions()
    {
        var names = RouteTestApp.Names(app =>
        {
            app.Get("/docs/{id}", (string id) => id);
            app.Delete("/docs/{documentId}", (string documentId) => Results.NoContent());
        });

        Assert.Equal(["docs-_id-get", "docs-_documentid-delete"], names);
    }

    [Fact]
    public void Constructor_Faults_ReportsAllAtOnce()
    {
        var exception = Assert.Throws<ExpressBuildException>(() => RouteTestApp.Table(app =>
        {
            app.Get("/admin/things", () => "x");
            app.Get("/Runtime", () => "x");
            app.Get("/", () => "x").AuthLevel(AuthLevel.Admin);
            app.Post("/docs", (HttpRequest request) => "x").Accepts<string>("text/plain");
            app.Post("/docs", (HttpRequest request) => "x").Accepts<string>("text/html").AuthLevel(AuthLevel.Function);
            app.Activity(new Activity<string, int>("host"), (string text) => text.Length);
            app.Timer("z__fallback", "0 0 3 * * *", () => { });
        }));

        Assert.Collection(
            exception.Faults,
            fault => Assert.Matches(@"^Activity 'host' \(.*\): on the Functions host this name is reserved; ", fault),
            fault => Assert.Matches(@"^Timer 'z__fallback' \(.*\): on the Functions host this name is reserved; ", fault),
            fault => Assert.Matches(@"^Route 'GET /admin/things' \(.*\): paths that begin with 'admin' belong", fault),
            fault => Assert.Matches(@"^Route 'GET /Runtime' \(.*\): paths that begin with 'runtime' belong", fault),
            fault => Assert.Matches(@"^Route 'GET /' \(.*\): it wants the key level Admin, and .* anonymous", fault),
            fault => Assert.Matches(
                @"^Route 'POST /docs' \(.*\): it wants the key level Function, and Route 'POST /docs' \(.*\), .* Anonymous; ", fault));
    }
}
