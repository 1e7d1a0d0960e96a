using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Keys;

/// <summary>Who gets in, with what, and how often.</summary>
public sealed class GateTests : IAsyncLifetime
{
    private readonly TestStore _store = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData("Authorization", "Bearer " + KeyHolder.BootstrapKey, 200)]
    [InlineData("authorization", "bearer " + KeyHolder.BootstrapKey, 200)]
    [InlineData("x-api-key", KeyHolder.BootstrapKey, 200)]
    [InlineData("x-api-key", KeyHolder.BootstrapKey + "x", 401)]
    [InlineData("x-api-key", "", 401)]
    [InlineData("Authorization", "Basic " + KeyHolder.BootstrapKey, 401)]
    [InlineData("Authorization", "Bearer", 401)]
    [InlineData("Authorization", "Bearer trv_default_0123456789abcdef_AAAA", 401)]
    [InlineData("x-ms-client-principal", "eyJjbGFpbXMiOltdfQ==", 401)]
    [InlineData("Accept", "*/*", 401)]
    public async Task Request_WithTheBootstrapKeyOnly_IsLetIn(string header, string value, int status)
    {
        await using TestApp app = await KeyHolder.StartAsync(_store);

        await KeyHolder.Nobody(app).ExpectAsync(status, "GET", "/v1/documents", null, (header, value));
        await KeyHolder.Nobody(app).ExpectAsync(status == 200 ? 404 : 401, "GET", "/nowhere", null, (header, value));
        await KeyHolder.Nobody(app).ExpectAsync(200, "GET", "/health/live", null, (header, value));
    }

    [Fact]
    public async Task Request_WithoutKey_SaysHowToSendOne()
    {
        await using TestApp app = await KeyHolder.StartAsync(_store);

        ExpressResponse refused = await KeyHolder.Nobody(app).ExpectAsync(401, "GET", "/v1/documents");

        Assert.Equal("Bearer", refused.Headers.WWWAuthenticate.ToString());
        Assert.Contains("x-api-key", refused.Json().GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ToAHostWithoutKeys_IsTheOperatorsUnlessItBringsAKey()
    {
        await using TestApp app = await _store.StartAsync();
        KeyHolder reader = await KeyHolder.CreateAsync(app, "acme", "reader");

        await KeyHolder.Nobody(app).ExpectAsync(200, "GET", "/v1/keys?tenant=acme");
        await (reader with { Key = "some old key" }).ExpectAsync(200, "GET", "/v1/keys");
        await reader.ExpectAsync(403, "GET", "/v1/keys");
        await (reader with { Key = reader.Key + "x" }).ExpectAsync(401, "GET", "/v1/documents");
    }

    [Fact]
    public async Task RequireKeys_WithoutBootstrapKey_LetsStoredKeysInOnly()
    {
        KeyHolder admin;
        await using (TestApp open = await _store.StartAsync())
            admin = await KeyHolder.CreateAsync(open, "default", "admin");

        await using TestApp app = await _store.StartAsync(configure: options => options.RequireKeys = true);

        await KeyHolder.Nobody(app).ExpectAsync(401, "GET", "/v1/keys");
        await (admin with { App = app }).ExpectAsync(201, "POST", "/v1/keys", new { tenant = "acme", role = "reader" });
    }

    [Fact]
    public async Task Request_WithTooLowARole_IsToldWhichItNeeds()
    {
        await using TestApp app = await KeyHolder.StartAsync(_store);
        KeyHolder reader = await KeyHolder.CreateAsync(app, "acme", "reader");

        ExpressResponse refused = await reader.ExpectAsync(403, "DELETE", "/v1/documents/d");

        Assert.Equal("This needs the role 'writer'; yours is 'reader'.", refused.Json().GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Requests_OverTheLimitOfTheirKey_Are429WithTheStandardHeaders()
    {
        await using TestApp app = await KeyHolder.StartAsync(_store);
        ExpressResponse made = await KeyHolder.Operator(app).ExpectAsync(
            201, "POST", "/v1/keys", new { tenant = "acme", role = "reader", rateLimit = 1 });
        var holder = new KeyHolder(app, made.Json().GetProperty("key").GetString());

        ExpressResponse first = await holder.ExpectAsync(200, "GET", "/v1/documents");
        ExpressResponse second = await holder.ExpectAsync(429, "GET", "/v1/documents");
        _store.Time.Advance(TimeSpan.FromMinutes(1));
        await holder.ExpectAsync(200, "GET", "/v1/documents");

        Assert.Equal("\"key\";q=1;w=60", first.Headers["RateLimit-Policy"].ToString());
        Assert.Equal("\"key\";r=0;t=60", first.Headers["RateLimit"].ToString());
        Assert.Equal("\"key\";q=1;w=60", second.Headers["RateLimit-Policy"].ToString());
        Assert.InRange(int.Parse(second.Headers.RetryAfter.ToString()), 1, 60);
        Assert.Equal("rate_limited", second.Json().GetProperty("code").GetString());
    }

    [Fact]
    public async Task Requests_ByRole_HaveTheLimitThatIsConfigured()
    {
        await using TestApp app = await KeyHolder.StartAsync(_store, options =>
        {
            options.RateLimits.ReaderPerMinute = 7;
            options.RateLimits.AdminPerMinute = 0;
        });
        KeyHolder reader = await KeyHolder.CreateAsync(app, "acme", "reader");
        KeyHolder writer = await KeyHolder.CreateAsync(app, "acme", "writer");
        KeyHolder admin = await KeyHolder.CreateAsync(app, "acme", "admin");

        Assert.Equal("\"key\";q=7;w=60", await PolicyAsync(reader));
        Assert.Equal("\"key\";q=6000;w=60", await PolicyAsync(writer));
        Assert.Equal("", await PolicyAsync(admin));
        Assert.Equal("", await PolicyAsync(KeyHolder.Operator(app)));
    }

    [Fact]
    public async Task FailedAttempts_TooManyOfOneAddress_StopLookingUpButNotThoseWithAKey()
    {
        await using TestApp app = await KeyHolder.StartAsync(_store, options =>
        {
            options.RateLimits.FailuresPerMinute = 3;
            options.ClientAddressHeader = "X-Forwarded-For";
        });
        KeyHolder known = await KeyHolder.CreateAsync(app, "acme", "reader");
        KeyHolder later = await KeyHolder.CreateAsync(app, "acme", "reader");
        KeyHolder guess = known with { Key = known.Key![..^1] + (known.Key[^1] == 'A' ? 'Q' : 'A') };
        (string, string) here = ("X-Forwarded-For", "192.0.2.9, 198.51.100.7:4711");
        (string, string) elsewhere = ("X-Forwarded-For", "198.51.100.7, 192.0.2.9");
        await known.ExpectAsync(200, "GET", "/v1/documents", null, here);

        for (int attempt = 0; attempt < 3; attempt++) await guess.ExpectAsync(401, "GET", "/v1/documents", null, here);
        ExpressResponse refused = await guess.ExpectAsync(429, "GET", "/v1/documents", null, here);

        Assert.InRange(int.Parse(refused.Headers.RetryAfter.ToString()), 1, 20);
        await later.ExpectAsync(429, "GET", "/v1/documents", null, here);
        await known.ExpectAsync(200, "GET", "/v1/documents", null, here);
        await KeyHolder.Operator(app).ExpectAsync(200, "GET", "/v1/documents", null, here);
        await guess.ExpectAsync(401, "GET", "/v1/documents", null, elsewhere);
        _store.Time.Advance(TimeSpan.FromMinutes(1));
        await later.ExpectAsync(200, "GET", "/v1/documents", null, here);
    }

    private static async Task<string> PolicyAsync(KeyHolder holder) =>
        (await holder.ExpectAsync(200, "GET", "/v1/documents")).Headers["RateLimit-Policy"].ToString();
}
