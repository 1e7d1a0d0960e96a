using System.Text;
using System.Text.Json;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Keys;

/// <summary>Callers that App Service authentication has signed in.</summary>
public sealed class PrincipalTests : IAsyncLifetime
{
    private const string Token = "Bearer eyJhbGciOiJub25lIn0.e30.";

    private readonly TestStore _store = new();
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await KeyHolder.StartAsync(_store, options =>
    {
        options.Principals.Trusted = true;
        options.Principals.TenantClaim = "tid";
        options.Principals.Tenants.Add("11111111-2222-3333-4444-555555555555=acme");
        options.Principals.Tenants.Add("66666666-7777-8888-9999-000000000000=other");
        options.Principals.Roles.Add("Documents.Read=reader");
        options.Principals.Roles.Add("Documents.Write=writer");
    });

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Theory]
    [InlineData("Documents.Read", "GET", 200)]
    [InlineData("Documents.Read", "DELETE", 403)]
    [InlineData("Documents.Write", "DELETE", 404)]
    [InlineData("Documents.Read Documents.Write", "DELETE", 404)]
    [InlineData("Somebody.Else", "GET", 403)]
    [InlineData("", "GET", 403)]
    public async Task Principal_WithRoles_MayDoWhatTheHighestMay(string roles, string method, int status)
    {
        string header = Principal([("tid", "11111111-2222-3333-4444-555555555555"), .. Roles(roles)]);

        await KeyHolder.Nobody(_app).ExpectAsync(
            status,
            method,
            method == "GET" ? "/v1/documents" : "/v1/documents/d",
            null,
            ("x-ms-client-principal", header),
            ("Authorization", Token));
    }

    [Fact]
    public async Task Principal_OfATenant_SeesThatTenantsDocuments()
    {
        KeyHolder acme = await KeyHolder.CreateAsync(_app, "acme", "writer");
        await acme.PutAsync("d", "acme's");

        ExpressResponse own = await AskAsync("11111111-2222-3333-4444-555555555555");
        ExpressResponse others = await AskAsync("66666666-7777-8888-9999-000000000000");

        Assert.Equal(200, own.Status);
        Assert.Equal(404, others.Status);
    }

    [Theory]
    [InlineData("99999999-2222-3333-4444-555555555555")]
    [InlineData("acme")]
    [InlineData("default")]
    public async Task Principal_OfATenantThatIsNotConfigured_Is403(string tid) =>
        Assert.Equal(403, (await AskAsync(tid)).Status);

    [Theory]
    [InlineData("not base64!")]
    [InlineData("bm8ganNvbg==")]
    [InlineData("bnVsbA==")]
    [InlineData("eyJjbGFpbXMiOm51bGx9")]
    [InlineData("eyJjbGFpbXMiOltudWxsXX0=")]
    public async Task Principal_ThatCannotBeRead_Is401(string header) =>
        await KeyHolder.Nobody(_app).ExpectAsync(401, "GET", "/v1/documents", null, ("x-ms-client-principal", header));

    [Fact]
    public async Task Key_BesideAPrincipal_CountsAlone()
    {
        KeyHolder reader = await KeyHolder.CreateAsync(_app, "acme", "reader");
        string header = Principal([("tid", "11111111-2222-3333-4444-555555555555"), .. Roles("Documents.Write")]);

        await reader.ExpectAsync(403, "DELETE", "/v1/documents/d", null, ("x-ms-client-principal", header));
    }

    [Fact]
    public void Validate_TrustedWithoutWhatItNeeds_SaysAllOfIt()
    {
        var options = new TriviumOptions();
        options.Principals.Trusted = true;
        options.Principals.Roles.Add("x=king");

        Assert.Collection(
            options.Validate(),
            fault => Assert.Contains("TenantClaim is empty", fault, StringComparison.Ordinal),
            fault => Assert.Contains("Tenants is empty", fault, StringComparison.Ordinal),
            fault => Assert.Contains("Roles has 'x=king'", fault, StringComparison.Ordinal),
            fault => Assert.Contains("while callers need no key", fault, StringComparison.Ordinal));
    }

    private Task<ExpressResponse> AskAsync(string tid) => KeyHolder.Nobody(_app).SendAsync(
        "GET",
        "/v1/documents/d",
        null,
        ("x-ms-client-principal", Principal([("tid", tid), .. Roles("Documents.Read")])));

    private static IEnumerable<(string, string)> Roles(string roles) =>
        roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(role => ("roles", role));

    private static string Principal(IEnumerable<(string Type, string Value)> claims)
    {
        string json = JsonSerializer.Serialize(new
        {
            auth_typ = "aad",
            name_typ = "name",
            role_typ = "roles",
            claims = claims.Select(claim => new { typ = claim.Type, val = claim.Value }),
        });
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
    }
}
