using System.Text.Json;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Usage;

public sealed class UsageTests : IAsyncLifetime
{
    private readonly TestStore _store = new();
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await _store.StartAsync();

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Theory]
    [InlineData("day")]
    [InlineData("document")]
    [InlineData("activity")]
    public async Task Get_AfterSomeIngestions_IsTheSumOfTheirReceipts(string groupBy)
    {
        List<JsonElement> receipts = [];
        for (int i = 0; i < 6; i++)
        {
            receipts.Add((await _app.PutAsync($"d{i % 2}", $"# Title {i}\n\nText {i}.")).GetProperty("receipt"));
            if (i == 2) _store.Time.Advance(TimeSpan.FromDays(1));
        }

        JsonElement usage = await GetAsync($"?groupBy={groupBy}");

        JsonElement total = usage.GetProperty("total");
        Assert.Equal(6, total.GetProperty("count").GetInt64());
        Assert.Equal(receipts.Sum(receipt => receipt.GetProperty("requestUnits").GetDouble()), total.GetProperty("requestUnits").GetDouble(), 2);
        Assert.Equal(receipts.Sum(receipt => receipt.GetProperty("storedBytes").GetInt64()), total.GetProperty("storedBytes").GetInt64());
        Assert.Equal(
            receipts.Sum(receipt => receipt.GetProperty("cost").GetProperty("total").GetDecimal()),
            total.GetProperty("cost").GetProperty("USD").GetDecimal());
        JsonElement[] groups = [.. usage.GetProperty("groups").EnumerateArray()];
        Assert.Equal(total.GetProperty("requestUnits").GetDouble(), groups.Sum(group => group.GetProperty("requestUnits").GetDouble()), 1);
        Assert.True(usage.GetProperty("requestUnitsAreEstimated").GetBoolean());
        string[] keys = [.. groups.Select(group => group.GetProperty("key").GetString()!)];
        Assert.Equal(
            groupBy switch { "day" => 2, "document" => 2, _ => keys.Distinct().Count() },
            keys.Length);
        if (groupBy == "activity") Assert.Contains("embed", keys);
    }

    [Fact]
    public async Task Get_DocumentThatWasDeleted_IsStillThere()
    {
        await _app.PutAsync("gone", "Some text.");
        double before = (await GetAsync("")).GetProperty("total").GetProperty("requestUnits").GetDouble();

        await _app.SendAsync("DELETE", "/v1/documents/gone");
        await _app.AdvanceUntilAsync(async () => await _app.CountDocumentItemsAsync() == 0, TimeSpan.FromSeconds(20));

        Assert.True((await GetAsync("")).GetProperty("total").GetProperty("requestUnits").GetDouble() >= before);
        Assert.Contains(
            (await GetAsync("?groupBy=document")).GetProperty("groups").EnumerateArray(),
            group => group.GetProperty("key").GetString() == "gone");
    }

    [Fact]
    public async Task Get_OutsideOfTheTimeAskedFor_CountsNothing()
    {
        await _app.PutAsync("d", "Some text.");
        _store.Time.Advance(TimeSpan.FromDays(31));

        Assert.Equal(0, (await GetAsync("")).GetProperty("total").GetProperty("count").GetInt64());
    }

    [Theory]
    [InlineData("?groupBy=month", "groupBy")]
    [InlineData("?groupBy=1", "groupBy")]
    [InlineData("?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("?from=2020-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    public async Task Get_FaultyQuestion_NamesTheField(string query, string field)
    {
        ExpressResponse response = await _app.SendAsync("GET", $"/v1/usage{query}");

        Assert.Equal(400, response.Status);
        Assert.True(response.Json().GetProperty("errors").TryGetProperty(field, out _), response.ToString());
    }

    private async Task<JsonElement> GetAsync(string query)
    {
        ExpressResponse response = await _app.SendAsync("GET", $"/v1/usage{query}");
        Assert.True(response.Status == 200, response.ToString());
        return response.Json();
    }
}
