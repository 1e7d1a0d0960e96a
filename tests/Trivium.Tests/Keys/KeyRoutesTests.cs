using System.Text.Json;
using Trivium.Express;
using Trivium.Keys;
using Trivium.Storage;
using Trivium.Tests.Support;

namespace Trivium.Tests.Keys;

public sealed class KeyRoutesTests : IAsyncLifetime
{
    private readonly TestStore _store = new();
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await KeyHolder.StartAsync(_store);

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Post_Key_ShowsItOnceAndStoresItsHashAlone()
    {
        string expiresAt = _store.Time.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        ExpressResponse made = await KeyHolder.Operator(_app).ExpectAsync(
            201, "POST", "/v1/keys", new { name = "nightly", role = "writer", tenant = "acme", expiresAt, rateLimit = 90 });
        string key = made.Json().GetProperty("key").GetString()!;

        ExpressResponse list = await KeyHolder.Operator(_app).ExpectAsync(200, "GET", "/v1/keys?tenant=acme");

        Assert.Equal("no-store", made.Headers.CacheControl);
        JsonElement listed = Assert.Single(list.Json().GetProperty("keys").EnumerateArray());
        Assert.Equal("nightly", listed.GetProperty("name").GetString());
        Assert.Equal("writer", listed.GetProperty("role").GetString());
        Assert.Equal("acme", listed.GetProperty("tenant").GetString());
        Assert.Equal(90, listed.GetProperty("rateLimit").GetInt32());
        Assert.Equal(made.Json().GetProperty("id").GetString(), listed.GetProperty("id").GetString());
        Assert.False(listed.TryGetProperty("key", out _));
        Assert.False(listed.TryGetProperty("hash", out _));
        Assert.False(listed.TryGetProperty("lastUsedAt", out _));
        string secret = key.Split('_', 4)[3];
        await foreach (JsonElement item in _app.Database.Operations.QueryAsync<JsonElement>(
            new("SELECT * FROM c"), null, new(), CancellationToken.None))
            Assert.DoesNotContain(secret, item.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_Key_RevokesItAtOnce()
    {
        KeyHolder holder = await KeyHolder.CreateAsync(_app, "acme", "admin");
        await holder.ExpectAsync(200, "GET", "/v1/documents");

        await holder.ExpectAsync(204, "DELETE", $"/v1/keys/{holder.Id}");

        ExpressResponse refused = await holder.ExpectAsync(401, "GET", "/v1/documents");
        Assert.Equal("unauthorized", refused.Json().GetProperty("code").GetString());
        Assert.StartsWith("Bearer", refused.Headers.WWWAuthenticate.ToString(), StringComparison.Ordinal);
        await KeyHolder.Operator(_app).ExpectAsync(404, "DELETE", $"/v1/keys/{holder.Id}?tenant=acme");
    }

    [Fact]
    public async Task Delete_KeyByAnotherProcess_RevokesItHereWithinSeconds()
    {
        await using TestApp other = await KeyHolder.StartAsync(_store, engine: "other.db");
        KeyHolder holder = await KeyHolder.CreateAsync(_app, "acme", "reader");
        await (holder with { App = other }).ExpectAsync(200, "GET", "/v1/documents");

        await KeyHolder.Operator(_app).ExpectAsync(204, "DELETE", $"/v1/keys/{holder.Id}?tenant=acme");
        _store.Time.Advance(KnownKeys.FreshFor);

        await (holder with { App = other }).ExpectAsync(401, "GET", "/v1/documents");
    }

    [Fact]
    public async Task Key_Expired_OpensNothingAndSaysWhen()
    {
        string expiresAt = _store.Time.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        ExpressResponse made = await KeyHolder.Operator(_app).ExpectAsync(
            201, "POST", "/v1/keys", new { role = "reader", expiresAt });
        var holder = new KeyHolder(_app, made.Json().GetProperty("key").GetString());
        await holder.ExpectAsync(200, "GET", "/v1/documents");

        _store.Time.Advance(TimeSpan.FromHours(1));

        ExpressResponse refused = await holder.ExpectAsync(401, "GET", "/v1/documents");
        Assert.Contains("expired at 20", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_Used_IsNotedOncePerHour()
    {
        KeyHolder holder = await KeyHolder.CreateAsync(_app, "acme", "admin");
        Assert.Null(await LastUsedAsync(holder.Id));

        await holder.ExpectAsync(200, "GET", "/v1/documents");
        DateTimeOffset? first = await LastUsedAsync(holder.Id);
        _store.Time.Advance(TimeSpan.FromMinutes(30));
        await holder.ExpectAsync(200, "GET", "/v1/documents");
        DateTimeOffset? second = await LastUsedAsync(holder.Id);
        _store.Time.Advance(TimeSpan.FromMinutes(31));
        await holder.ExpectAsync(200, "GET", "/v1/documents");
        DateTimeOffset? third = await LastUsedAsync(holder.Id);

        Assert.NotNull(first);
        Assert.Equal(first, second);
        Assert.True(third - first >= TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Post_ByAnAdmin_IsForTheirOwnTenantOnly()
    {
        KeyHolder admin = await KeyHolder.CreateAsync(_app, "acme", "admin");

        ExpressResponse own = await admin.ExpectAsync(201, "POST", "/v1/keys", new { role = "reader" });
        ExpressResponse named = await admin.ExpectAsync(201, "POST", "/v1/keys", new { role = "reader", tenant = "acme" });
        ExpressResponse other = await admin.ExpectAsync(403, "POST", "/v1/keys", new { role = "reader", tenant = "default" });

        Assert.Equal("acme", own.Json().GetProperty("tenant").GetString());
        Assert.Equal("acme", named.Json().GetProperty("tenant").GetString());
        Assert.Contains("'acme'", other.Json().GetProperty("detail").GetString(), StringComparison.Ordinal);
        await admin.ExpectAsync(403, "GET", "/v1/keys?tenant=default");
        await admin.ExpectAsync(403, "DELETE", $"/v1/keys/{admin.Id}?tenant=default");
    }

    [Theory]
    [InlineData("""{}""", "role")]
    [InlineData("""{"role":"king"}""", "role")]
    [InlineData("""{"role":"reader","tenant":"a-b"}""", "tenant")]
    [InlineData("""{"role":"reader","tenant":"a-name-that-is-much-too-long"}""", "tenant")]
    [InlineData("""{"role":"reader","expiresAt":"2020-01-01"}""", "expiresAt")]
    [InlineData("""{"role":"reader","expiresAt":"tomorrow"}""", "expiresAt")]
    [InlineData("""{"role":"reader","rateLimit":0}""", "rateLimit")]
    [InlineData("""{"role":"reader","rateLimit":1.5}""", "rateLimit")]
    [InlineData("""{"role":"reader","colour":"red"}""", "colour")]
    public async Task Post_BadRequest_NamesTheFieldAndMakesNothing(string json, string field)
    {
        ExpressResponse refused = await KeyHolder.Operator(_app).ExpectAsync(
            400, "POST", "/v1/keys", json, ("Content-Type", "application/json"));

        Assert.True(refused.Json().GetProperty("errors").TryGetProperty(field, out _), refused.ToString());
        Assert.Equal(0, await _app.Database.Operations.CountAsync("c.kind = 'key'"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0123456789abcdef")]
    [InlineData("%2e%2e")]
    [InlineData("a%3Fb%23c")]
    public async Task Delete_NoSuchKey_Is404(string id) =>
        await KeyHolder.Operator(_app).ExpectAsync(404, "DELETE", $"/v1/keys/{id}");

    private async Task<DateTimeOffset?> LastUsedAsync(string id)
    {
        ExpressResponse list = await KeyHolder.Operator(_app).ExpectAsync(200, "GET", "/v1/keys?tenant=acme");
        JsonElement key = list.Json().GetProperty("keys").EnumerateArray()
            .Single(item => item.GetProperty("id").GetString() == id);
        return key.TryGetProperty("lastUsedAt", out JsonElement at) ? at.GetDateTimeOffset() : null;
    }
}
