using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;
using Trivium.Tenancy;
using Trivium.Tests.Support;

namespace Trivium.Tests.Keys;

/// <summary>Every route of the app against every kind of caller.</summary>
public sealed class RouteAccessTests
{
    /// <summary>
    /// The durable management API: another project's routes, which cannot declare what this one knows.
    /// </summary>
    private const string ManagementPrefix = "/runtime/webhooks/durabletask/";

    [Fact]
    public async Task Route_Each_DeclaresWhatItNeeds()
    {
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store);

        string[] silent =
        [
            .. RoutesOf(app)
                .Where(route => route.Endpoint.Metadata.GetMetadata<RouteAccessMetadata>() is null)
                .Where(route => !route.Pattern.StartsWith(ManagementPrefix, StringComparison.Ordinal))
                .Select(Describe),
        ];

        Assert.Empty(silent);
        Assert.Contains(RoutesOf(app), route => route.Pattern.StartsWith(ManagementPrefix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Route_Each_LetsInWhoMayAndNobodyElse()
    {
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store);
        (KeyHolder Holder, RouteAccess Access, string Who)[] callers =
        [
            (KeyHolder.Nobody(app), RouteAccess.Everyone, "nobody"),
            (await KeyHolder.CreateAsync(app, "acme", "reader"), RouteAccess.Reader, "reader"),
            (await KeyHolder.CreateAsync(app, "acme", "writer"), RouteAccess.Writer, "writer"),
            (await KeyHolder.CreateAsync(app, "acme", "admin"), RouteAccess.Admin, "admin"),
            (await KeyHolder.CreateAsync(app, "default", "writer"), RouteAccess.Writer, "writer of default"),
            (await KeyHolder.CreateAsync(app, "default", "admin"), RouteAccess.Operator, "admin of default"),
            (KeyHolder.Operator(app), RouteAccess.Operator, "operator"),
        ];
        List<string> wrong = [];
        foreach (ExpressRoute route in RoutesOf(app))
        {
            RouteAccess needed = ((Endpoint)route.Endpoint).AccessOf();
            foreach (string method in route.Methods)
            {
                foreach ((KeyHolder holder, RouteAccess access, string who) in callers)
                {
                    ExpressResponse response = await holder.SendAsync(method, TargetOf(route));
                    bool isRight = access >= needed
                        ? response.Status is not (401 or 403 or 500)
                        : response.Status == (access == RouteAccess.Everyone ? 401 : 403);
                    if (!isRight) wrong.Add($"{method} {route.Pattern} needs {needed}; {who} got {response}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Route_ByItsKind_NeedsTheRoleOfTheContract()
    {
        (string Route, RouteAccess Needed)[] contract =
        [
            ("GET /v1/documents", RouteAccess.Reader),
            ("POST /v1/search", RouteAccess.Reader),
            ("POST /v1/sql", RouteAccess.Reader),
            ("PUT /v1/documents/{documentId}", RouteAccess.Writer),
            ("PUT /v1/uploads/{uploadId}/{part}", RouteAccess.Writer),
            ("POST /v1/ingestions/{id}/cancel", RouteAccess.Writer),
            ("POST /v1/keys", RouteAccess.Admin),
            ("POST /v1/admin/verify", RouteAccess.Admin),
            ("GET /health/live", RouteAccess.Everyone),
            ("GET /runtime/webhooks/durabletask/instances", RouteAccess.Operator),
            ("DELETE /runtime/webhooks/durabletask/instances/{instanceId}", RouteAccess.Operator),
        ];
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store);
        var declared = RoutesOf(app).ToDictionary(Describe, route => ((Endpoint)route.Endpoint).AccessOf());

        Assert.All(contract, wanted => Assert.Equal(wanted.Needed, declared[wanted.Route]));
    }

    internal static IReadOnlyList<ExpressRoute> RoutesOf(TestApp app) =>
        app.Services.GetRequiredService<ExpressApp>().Routes;

    internal static string Describe(ExpressRoute route) => $"{route.Methods[0]} {route.Pattern.TrimEnd('/')}";

    private static Task<TestApp> StartAsync(TestStore store) => store.StartAsync(
        configure: options => options.BootstrapKey = KeyHolder.BootstrapKey,
        services: services => services.AddEmbeddedOrchestrationManagement());

    private static string TargetOf(ExpressRoute route) => string.Join('/', route.Pattern.Split('/').Select(segment =>
        segment.StartsWith('{') ? "1" : segment));
}
