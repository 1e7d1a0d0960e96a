using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace Trivium.Express.Functions.Tests;

/// <summary>Requests through the host's choice of a function and its proxy, to a worker's process.</summary>
[Collection(nameof(RunningWorker))]
public sealed class HttpTests(RunningWorker worker)
{
    [Theory]
    [InlineData("/docs/new", "the form")]
    [InlineData("/docs/42", "document 42")]
    [InlineData("/docs/.hidden", "document .hidden")]
    [InlineData("/files/a/b.txt", "file a/b.txt")]
    [InlineData("/", "the page")]
    [InlineData("/console/app.css", "static console/app.css")]
    public async Task Get_Path_IsAnsweredByTheMostSpecificRoute(string path, string answer)
    {
        Assert.Equal(answer, await worker.Client.GetStringAsync(path));
    }

    [Fact]
    public async Task Get_RouteThatThrows_Is500AsAProblemWithoutTheReason()
    {
        using var response = await worker.Client.GetAsync("/boom");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("internal", problem.GetProperty("code").GetString());
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_RouteOfOtherMethods_Is405WithThem()
    {
        using var response = await worker.Client.DeleteAsync("/docs/42");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow.Order());
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Get_Anything_DoesNotNameTheServer()
    {
        using var response = await worker.Client.GetAsync("/docs/42");

        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Events_AsTheyAreWritten_ArriveBeforeTheResponseEnds()
    {
        using var response = await worker.Client.GetAsync("/events", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        // The second event is written only after somebody who has read the first one opens the gate.
        Assert.Equal("data: before", await reader.ReadLineAsync());
        await worker.PostAsync("/gate");
        Assert.Equal("", await reader.ReadLineAsync());
        Assert.Equal("data: after", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task Request_WhoseClientGoes_IsCancelledInTheRoute()
    {
        using (var response = await worker.Client.GetAsync("/forever", HttpCompletionOption.ResponseHeadersRead))
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            Assert.Equal("begun", await reader.ReadLineAsync());
        }

        Assert.Equal("gone", await worker.Client.GetStringAsync("/left"));
    }

    [Fact]
    public async Task Put_SixtyMegabytes_ArrivesWhole()
    {
        var body = new byte[60 * 1024 * 1024];
        new Random(7).NextBytes(body);

        using var response = await worker.Client.PutAsync("/hash", new ByteArrayContent(body));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(body)), await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_Range_IsThatRange()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/bytes");
        request.Headers.Range = new(10, 13);

        using var response = await worker.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal([10, 11, 12, 13], await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(256, response.Content.Headers.ContentRange!.Length);
    }

    [Fact]
    public async Task Get_TwoHundredAtOnce_AreAllAnsweredWithTheirOwn()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(number => worker.Client.GetStringAsync($"/docs/{number}")));

        Assert.Equal(Enumerable.Range(0, 200).Select(number => $"document {number}"), answers);
    }
}
