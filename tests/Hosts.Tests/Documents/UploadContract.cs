using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Documents;

/// <summary>Documents in parts: <c>/v1/uploads</c>.</summary>
public abstract class UploadContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task Complete_TwoParts_IsReadBackByteForByte()
    {
        const int PartSize = 1024 * 1024;
        string id = Host.NewId();
        byte[] whole = new byte[PartSize + 100];
        whole.AsSpan().Fill((byte)'a');
        string upload = await BeginAsync(id, PartSize);
        (await PutAsync(upload, 2, whole[PartSize..])).Expect(HttpStatusCode.OK);
        (await PutAsync(upload, 1, whole[..PartSize])).Expect(HttpStatusCode.OK);

        await Host.CompletedAsync(await CompleteAsync(upload, 2, whole));

        Assert.Equal(whole, (await Host.GetAsync($"/v1/documents/{id}/content")).Expect(HttpStatusCode.OK).Body);
    }

    [ContractFact]
    public async Task Complete_AnotherHash_IsRefusedAndPartsMayBeSentAgain()
    {
        string upload = await BeginAsync(Host.NewId(), 1024 * 1024);
        (await PutAsync(upload, 1, "right"u8.ToArray())).Expect(HttpStatusCode.OK);

        Reply reply = await CompleteAsync(upload, 1, "wrong"u8.ToArray());

        reply.ExpectProblem(HttpStatusCode.BadRequest, "invalid");
        JsonElement state = (await Host.GetAsync($"/v1/uploads/{upload}")).Expect(HttpStatusCode.OK).Json();
        Assert.Equal("open", state.Text("state"));
    }

    [ContractFact]
    public async Task Delete_Upload_IsGone()
    {
        string upload = await BeginAsync(Host.NewId(), 1024 * 1024);

        (await Host.SendAsync("DELETE", $"/v1/uploads/{upload}", null)).Expect(HttpStatusCode.NoContent);

        (await Host.GetAsync($"/v1/uploads/{upload}")).ExpectProblem(HttpStatusCode.NotFound, "not_found");
    }

    [ContractTheory]
    [InlineData("x", HttpStatusCode.BadRequest)]
    [InlineData("0", HttpStatusCode.BadRequest)]
    [InlineData("1000000", HttpStatusCode.BadRequest)]
    public async Task Put_NoPartNumber_Is400(string part, HttpStatusCode status)
    {
        string upload = await BeginAsync(Host.NewId(), 1024 * 1024);

        Reply reply = await Host.SendAsync("PUT", $"/v1/uploads/{upload}/{part}", Outgoing.Text("x"));

        reply.ExpectProblem(status, "invalid");
    }

    [ContractFact]
    public async Task Post_UnsupportedContentType_Is415() =>
        (await Host.PostJsonAsync("/v1/uploads", """{"contentType":"image/png"}"""))
            .ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupported");

    private async Task<string> BeginAsync(string id, int partSizeBytes)
    {
        Reply reply = await Host.PostJsonAsync("/v1/uploads", new { id, contentType = "text/plain", partSizeBytes });
        string upload = reply.Expect(HttpStatusCode.Created).Json().Text("id");
        Assert.Equal($"/v1/uploads/{upload}", reply.Header("Location"));
        return upload;
    }

    private Task<Reply> PutAsync(string upload, int part, byte[] bytes) =>
        Host.SendAsync("PUT", $"/v1/uploads/{upload}/{part}", Outgoing.Body(bytes, "application/octet-stream"));

    private Task<Reply> CompleteAsync(string upload, int parts, byte[] whole) => Host.PostJsonAsync(
        $"/v1/uploads/{upload}/complete?wait=30",
        new { parts, sha256 = Convert.ToHexStringLower(SHA256.HashData(whole)) });
}

[Collection(HostNames.InProcess)]
public sealed class UploadInProcess(InProcessHost host, ITestOutputHelper output) : UploadContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class UploadOnKestrel(KestrelHost host, ITestOutputHelper output) : UploadContract(host, output);

[Collection(HostNames.Remote)]
public sealed class UploadRemotely(RemoteHost host, ITestOutputHelper output) : UploadContract(host, output);
