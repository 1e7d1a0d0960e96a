using System.Net;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Documents;

/// <summary>Parts of a document's source.</summary>
public abstract class RangeContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractTheory]
    [InlineData("bytes=0-4", 0, 5)]
    [InlineData("bytes=4-8", 4, 5)]
    [InlineData("bytes=40-", 40, 9)]
    [InlineData("bytes=-5", 44, 5)]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=40-999999", 40, 9)]
    [InlineData("bytes=-999999", 0, 49)]
    public async Task Get_OneRange_Is206WithThoseBytes(string range, int start, int length)
    {
        string target = await TargetAsync();

        Reply reply = await Host.GetAsync(target, ("Range", range));

        reply.Expect(HttpStatusCode.PartialContent);
        Assert.Equal(SharedDocuments.NoteText.Substring(start, length), reply.Text);
        Assert.Equal(
            $"bytes {start}-{start + length - 1}/{SharedDocuments.NoteText.Length}", reply.Header("Content-Range"));
        Assert.Equal("text/plain; charset=utf-8", reply.ContentType);
    }

    [ContractTheory]
    [InlineData("bytes=49-")]
    [InlineData("bytes=1000-2000")]
    [InlineData("bytes=-0")]
    public async Task Get_RangeBeyondTheEnd_Is416AsAProblemWithTheLength(string range)
    {
        string target = await TargetAsync();

        Reply reply = await Host.GetAsync(target, ("Range", range));

        reply.ExpectProblem(HttpStatusCode.RequestedRangeNotSatisfiable, "invalid");
        Assert.Equal($"bytes */{SharedDocuments.NoteText.Length}", reply.Header("Content-Range"));
    }

    [ContractTheory]
    [InlineData("lines=0-4")]
    [InlineData("bytes=4-2")]
    [InlineData("bytes=a-b")]
    [InlineData("nonsense")]
    public async Task Get_RangeThatIsNone_IsIgnored(string range)
    {
        string target = await TargetAsync();

        Reply reply = await Host.GetAsync(target, ("Range", range));

        Assert.Equal(SharedDocuments.NoteText, reply.Expect(HttpStatusCode.OK).Text);
    }

    [ContractFact]
    public async Task Get_IfRange_SendsThePartOnlyOfThatVersion()
    {
        string target = await TargetAsync();
        string etag = (await Host.GetAsync(target)).Header("ETag")!;

        Reply same = await Host.GetAsync(target, ("Range", "bytes=0-2"), ("If-Range", etag));
        Reply other = await Host.GetAsync(target, ("Range", "bytes=0-2"), ("If-Range", "\"other\""));

        Assert.Equal("The", same.Expect(HttpStatusCode.PartialContent).Text);
        Assert.Equal(SharedDocuments.NoteText, other.Expect(HttpStatusCode.OK).Text);
    }

    [ContractFact]
    public async Task Get_RangeAcrossStoredParts_IsThoseBytes()
    {
        string id = Host.NewId();
        byte[] bytes = new byte[3 * 1024 * 1024];
        for (int index = 0; index < bytes.Length; index++)
            bytes[index] = (byte)(' ' + (index % 7 == 0 ? index / 7 % 64 : 0));
        "<!--"u8.CopyTo(bytes);
        "-->"u8.CopyTo(bytes.AsSpan(bytes.Length - 3));
        await Host.PutAsync(id, bytes, "text/html");
        int start = 1024 * 1024 - 10;
        int end = 2 * 1024 * 1024 + 10;

        Reply reply = await Host.GetAsync($"/v1/documents/{id}/content", ("Range", $"bytes={start}-{end - 1}"));

        reply.Expect(HttpStatusCode.PartialContent);
        Assert.True(bytes.AsSpan(start..end).SequenceEqual(reply.Body), "The bytes differ.");
    }

    [ContractFact]
    public async Task Head_Content_TellsItsLengthTypeAndVersion()
    {
        string target = await TargetAsync();
        Reply got = await Host.GetAsync(target);

        Reply head = await Host.SendAsync("HEAD", target);

        Assert.Empty(head.Expect(HttpStatusCode.OK).Body);
        foreach (string header in new[] { "Content-Type", "ETag", "Last-Modified", "Accept-Ranges" })
        {
            Assert.NotNull(got.Header(header));
            Assert.Equal(got.Header(header), head.Header(header));
        }

        Assert.Equal($"{SharedDocuments.NoteText.Length}", head.Header("Content-Length"));
    }

    [ContractFact]
    public async Task Get_Content_IsNeitherGuessedAtNorRunByABrowser()
    {
        Reply reply = await Host.GetAsync(await TargetAsync());

        Assert.Equal("nosniff", reply.Header("X-Content-Type-Options"));
        Assert.Contains("sandbox", reply.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    private async Task<string> TargetAsync() => $"/v1/documents/{(await Host.SharedAsync()).Note}/content";
}

[Collection(HostNames.InProcess)]
public sealed class RangeInProcess(InProcessHost host, ITestOutputHelper output) : RangeContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class RangeOnKestrel(KestrelHost host, ITestOutputHelper output) : RangeContract(host, output);

[Collection(HostNames.Remote)]
public sealed class RangeRemotely(RemoteHost host, ITestOutputHelper output) : RangeContract(host, output);
