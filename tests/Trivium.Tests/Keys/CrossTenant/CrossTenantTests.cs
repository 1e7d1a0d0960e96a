using Microsoft.AspNetCore.Http;
using Trivium.Tenancy;

namespace Trivium.Tests.Keys.CrossTenant;

/// <summary>One tenant tries everything to reach another's.</summary>
public sealed class CrossTenantTests
{
    [Fact]
    public async Task Intruder_AtEveryRoute_SeesAndChangesNothingOfTheVictims()
    {
        await using TwoTenants tenants = await TwoTenants.CreateAsync();
        IReadOnlyDictionary<string, Func<Task>> attempts = new Intrusions(tenants).ByRoute;
        string[] routes =
        [
            .. RouteAccessTests.RoutesOf(tenants.App)
                .Where(route => ((Endpoint)route.Endpoint).AccessOf() != RouteAccess.Operator)
                .Select(RouteAccessTests.Describe),
        ];
        Assert.Empty(routes.Except(attempts.Keys));
        Assert.Empty(attempts.Keys.Except(routes));
        string before = await tenants.PictureAsync();
        Assert.Contains(TwoTenants.Secret, before, StringComparison.Ordinal);

        foreach (string route in attempts.Keys) await attempts[route]();

        Assert.Equal(before, await tenants.PictureAsync());
    }

    [Fact]
    public async Task Request_OfATenant_AsksTheStoreForItsPartitionsOnly()
    {
        await using TwoTenants tenants = await TwoTenants.CreateAsync();
        string victim = await HashOfAsync(tenants, tenants.Victim);
        string intruder = await HashOfAsync(tenants, tenants.Intruder);
        Assert.NotEqual(victim, intruder);

        // The secret that signs continuation tokens is nobody's.
        string[] allowed = [intruder, "[\"bravo\"]", "[\"bravo\",…]", "[\"-\",…]"];
        foreach ((string route, Func<Task> attempt) in new Intrusions(tenants).ByRoute)
        {
            // Whether the store answers is asked on nobody's behalf.
            if (route == "GET /health/ready") continue;

            tenants.Recorder.Forget();
            await attempt();
            IEnumerable<string> strange = tenants.Recorder.Seen.Where(seen => !allowed.Contains(seen.Key))
                .Select(seen => $"{route} → {seen.Value} of {seen.Key}");
            Assert.Empty(strange);
        }
    }

    private static async Task<string> HashOfAsync(TwoTenants tenants, KeyHolder holder)
    {
        tenants.Recorder.Forget();
        await holder.ExpectAsync(200, "POST", "/v1/search", new { query = "words" });
        return Assert.Single(
            tenants.Recorder.Seen.Keys, scope => scope.StartsWith(PartitionRecorder.HashPrefix, StringComparison.Ordinal));
    }
}
