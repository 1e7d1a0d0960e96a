using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Trivium.LocalHost.Tests;

public sealed class ManagementTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();

    [Fact]
    public async Task Post_OfADocument_TellsWhereItsInstanceIsSteered()
    {
        await using HostProcess host = await HostProcess.StartAsync(
            _data.Path, "--no-seeds", "--durability", "process");
        using var body = new StringContent("# A document", new MediaTypeHeaderValue("text/markdown"));

        HttpResponseMessage posted = await host.Api.PostAsync("/v1/documents?id=d&wait=60", body);
        JsonElement accepted = await posted.Content.ReadFromJsonAsync<JsonElement>();
        var uri = new Uri(accepted.GetProperty("statusQueryGetUri").GetString()!);
        HttpResponseMessage status = await host.Api.GetAsync(uri);
        JsonElement instance = await status.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(host.Api.BaseAddress!.Authority, uri.Authority);
        Assert.True(status.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted);
        Assert.Equal("ingest", instance.GetProperty("name").GetString());
        Assert.Equal(
            accepted.GetProperty("id").GetString(), instance.GetProperty("instanceId").GetString());
    }

    public void Dispose() => _data.Dispose();
}
