using System.Net;
using System.Text;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Documents;

/// <summary>What is refused leaves the store as it was.</summary>
public abstract class RefusedSourceContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    /// <summary>100 MB: the most a request's body may have, on every host.</summary>
    private const long BodySizeBytesMax = 100L * 1024 * 1024;

    public static TheoryData<string, string> MalformedSources => new()
    {
        { "application/json", "{\"a\":" },
        { "application/json", new string('[', 200) + new string(']', 200) },
        { "text/csv", "a,b\n\"never closed" },
        { "text/csv", "a,b\n1,2,3\n" },
        { "text/markdown", "---\ntitle: [\n---\ntext" },
        { "text/plain", "caf\u00e9" },
        { "text/html", "<meta charset=\"utf-8\">caf\u00e9" },
    };

    [ContractTheory]
    [InlineData("image/png")]
    [InlineData("application/octet-stream")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain; charset=klingon")]
    [InlineData("text/plain; charset=utf-7")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Put_UnsupportedContentType_Is415AndStoresNothing(string? contentType)
    {
        string id = Host.NewId();

        Reply reply = await Host.SendAsync("PUT", $"/v1/documents/{id}", Outgoing.Text("text", contentType));

        string detail = reply.ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupported").Text("detail");
        Assert.Contains("text/markdown", detail, StringComparison.Ordinal);
        await AssertAbsentAsync(id);
    }

    [ContractTheory]
    [MemberData(nameof(MalformedSources))]
    public async Task Put_MalformedNewSource_Is400AndStoresNothing(string contentType, string latin1)
    {
        string id = Host.NewId();

        Reply reply = await PutLatin1Async(id, contentType, latin1);

        reply.ExpectProblem(HttpStatusCode.BadRequest, "invalid");
        await AssertAbsentAsync(id);
    }

    [ContractTheory]
    [MemberData(nameof(MalformedSources))]
    public async Task Put_MalformedNewVersion_Is400AndTheOldOneStays(string contentType, string latin1)
    {
        string id = (await Host.SharedAsync()).Note;
        Reply before = await Host.GetAsync($"/v1/documents/{id}");

        Reply reply = await PutLatin1Async(id, contentType, latin1);

        reply.ExpectProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.Equal(before.Text, (await Host.GetAsync($"/v1/documents/{id}")).Text);
        Assert.Equal(SharedDocuments.NoteText, (await Host.GetAsync($"/v1/documents/{id}/content")).Text);
    }

    [ContractTheory]
    [InlineData("PUT", "text/plain")]
    [InlineData("POST", "application/vnd.trivium.document+json")]
    public async Task Write_BodyDeclaredOverTheLimit_Is413BeforeItIsSent(string method, string contentType)
    {
        string id = Host.NewId();
        string target = method == "PUT" ? $"/v1/documents/{id}" : $"/v1/documents?id={id}";
        var content = new DeclaredContent(BodySizeBytesMax + 1, contentType);

        Reply reply = await Host.SendAsync(method, target, content, ("Expect", "100-continue"));

        string detail = reply.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "too_large").Text("detail");
        Assert.Contains($"{BodySizeBytesMax}", detail, StringComparison.Ordinal);
        Assert.False(content.WasSent);
        await AssertAbsentAsync(id);
    }

    [ContractTheory]
    [InlineData("a%20b")]
    [InlineData("-a")]
    [InlineData(".a")]
    [InlineData("a%2Fb")]
    [InlineData("%E6%97%A5%E6%9C%AC")]
    [InlineData("a%07b")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Write_InvalidId_Is400OnEveryRoute(string id)
    {
        Reply put = await Host.SendAsync("PUT", $"/v1/documents/{id}", Outgoing.Text("text"));
        Reply post = await Host.SendAsync("POST", $"/v1/documents?id={id}", Outgoing.Text("text"));
        Reply get = await Host.GetAsync($"/v1/documents/{id}");
        Reply delete = await Host.SendAsync("DELETE", $"/v1/documents/{id}");

        Assert.All([put, post, get, delete], reply => Assert.Contains("1 to 64", reply.ExpectInvalid("id")));
    }

    [ContractTheory]
    [InlineData("61")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("1.5")]
    public async Task Write_InvalidWait_Is400AndStoresNothing(string wait)
    {
        string id = Host.NewId();

        Reply reply = await Host.SendAsync("PUT", $"/v1/documents/{id}?wait={wait}", Outgoing.Text("text"));

        Assert.Contains("60", reply.ExpectInvalid("wait"), StringComparison.Ordinal);
        await AssertAbsentAsync(id);
    }

    private Task<Reply> PutLatin1Async(string id, string contentType, string latin1) =>
        Host.SendAsync("PUT", $"/v1/documents/{id}", Outgoing.Body(Encoding.Latin1.GetBytes(latin1), contentType));

    private async Task AssertAbsentAsync(string id)
    {
        (await Host.GetAsync($"/v1/documents/{id}")).ExpectProblem(HttpStatusCode.NotFound, "not_found");
        Assert.Empty((await Host.GetAsync($"/v1/ingestions?documentId={id}")).Json().Items("ingestions"));
    }
}

[Collection(HostNames.InProcess)]
public sealed class RefusedSourceInProcess(InProcessHost host, ITestOutputHelper output)
    : RefusedSourceContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class RefusedSourceOnKestrel(KestrelHost host, ITestOutputHelper output)
    : RefusedSourceContract(host, output);

[Collection(HostNames.Remote)]
public sealed class RefusedSourceRemotely(RemoteHost host, ITestOutputHelper output)
    : RefusedSourceContract(host, output);
