using System.Net;
using System.Text;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Documents;

/// <summary>What comes in goes out, byte for byte, and is understood as what its content type says.</summary>
public abstract class SourceContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    public static TheoryData<string, byte[]> Sources => new()
    {
        { "ascii", "plain\n"u8.ToArray() },
        { "line ends of every kind", "a\r\nb\rc\nd"u8.ToArray() },
        { "byte order mark", [0xEF, 0xBB, 0xBF, (byte)'x'] },
        { "Japanese", "日本語と、半角ｶﾅと、サロゲート𠮷"u8.ToArray() },
        { "control characters and emoji", Encoding.UTF8.GetBytes("\0\u0001\u001b[0m\u007f\ufffe👩‍👩‍👧\u202e") },
        { "nothing but spaces", "   \t  "u8.ToArray() },
    };

    public static TheoryData<string, string, int, int> ContentTypes => new()
    {
        { "text/plain", "A sentence.", 1, 0 },
        { "text/markdown", "# A\n\ntext\n\n| n |\n|---|\n| 1 |\n| 2 |\n", 1, 2 },
        { "text/x-markdown", "# A\n\ntext\n\n## B\n\nmore\n", 2, 0 },
        { "text/html", "<h1>A</h1><p>text</p><table><tr><th>n</th></tr><tr><td>1</td></tr></table>", 1, 1 },
        { "application/xhtml+xml", "<html><body><h1>A</h1><p>text</p></body></html>", 1, 0 },
        { "text/csv", "a,b\n1,x\n2,y\n3,z\n", 0, 3 },
        { "text/tab-separated-values", "a\tb\n1\tx\n", 0, 1 },
        { "application/json", """[{"a":1},{"a":2}]""", 0, 2 },
        { "TEXT/Markdown; charset=\"UTF-8\"", "# A\n\ntext", 1, 0 },
    };

    [ContractTheory]
    [MemberData(nameof(Sources))]
    public async Task Put_AnyBytes_AreReadBackByteForByte(string what, byte[] bytes)
    {
        string id = Host.NewId();

        await Host.PutAsync(id, bytes, "text/plain; charset=utf-8", $"title={Uri.EscapeDataString(what)}");

        Reply content = await Host.GetAsync($"/v1/documents/{id}/content");
        Assert.Equal(bytes, content.Expect(HttpStatusCode.OK).Body);
        Assert.Equal("text/plain; charset=utf-8", content.ContentType);
        Assert.Equal(what, (await Host.GetAsync($"/v1/documents/{id}")).Json().Text("title"));
    }

    [ContractFact]
    public async Task Put_SeveralMegabytes_AreReadBackByteForByte()
    {
        string id = Host.NewId();
        byte[] bytes = LargePage();

        await Host.PutAsync(id, bytes, "text/html");

        Reply content = await Host.GetAsync($"/v1/documents/{id}/content");
        Assert.True(bytes.AsSpan().SequenceEqual(content.Expect(HttpStatusCode.OK).Body), "The bytes differ.");
        JsonElement document = (await Host.GetAsync($"/v1/documents/{id}")).Json();
        Assert.Equal(bytes.Length, document.Int("sizeBytes"));
        Assert.Equal(1, document.Int("counts.chunks"));
    }

    [ContractFact]
    public async Task Put_NothingAtAll_IsAnEmptyDocument()
    {
        string id = Host.NewId();

        await Host.PutAsync(id, [], "text/plain");

        JsonElement document = (await Host.GetAsync($"/v1/documents/{id}")).Expect(HttpStatusCode.OK).Json();
        Assert.Equal(0, document.Int("sizeBytes"));
        Assert.Equal(0, document.Int("counts.chunks"));
        Assert.Empty((await Host.GetAsync($"/v1/documents/{id}/content")).Expect(HttpStatusCode.OK).Body);
    }

    [ContractTheory]
    [MemberData(nameof(ContentTypes))]
    public async Task Put_OfEverySupportedType_IsTakenApart(string contentType, string text, int sections, int rows)
    {
        string id = Host.NewId();

        await Host.PutAsync(id, text, contentType);

        JsonElement document = (await Host.GetAsync($"/v1/documents/{id}")).Expect(HttpStatusCode.OK).Json();
        Assert.Equal(contentType, document.Text("contentType"));
        Assert.Equal(sections, document.Int("counts.sections"));
        Assert.Equal(rows, document.Int("counts.rows"));
        Assert.True(document.Int("counts.chunks") > 0, document.ToString());
    }

    [ContractTheory]
    [InlineData("text/plain; charset=shift_jis", new byte[] { 0x93, 0xFA, 0x96, 0x7B }, "日本")]
    [InlineData("text/plain; charset=euc-jp", new byte[] { 0xC6, 0xFC, 0xCB, 0xDC }, "日本")]
    [InlineData("text/plain; charset=iso-8859-1", new byte[] { (byte)'c', (byte)'a', (byte)'f', 0xE9 }, "café")]
    [InlineData("text/plain", new byte[] { 0xFF, 0xFE, 0xE5, 0x65, 0x2C, 0x67 }, "日本")]
    public async Task Put_InAnotherCharset_IsReadInItAndGivenBackUntouched(
        string contentType, byte[] bytes, string text)
    {
        string id = Host.NewId();

        await Host.PutAsync(id, bytes, contentType);

        JsonElement chunks = (await Host.GetAsync($"/v1/documents/{id}/chunks")).Json();
        Assert.Equal(text, Assert.Single(chunks.Items("chunks")).Text("text"));
        Reply content = await Host.GetAsync($"/v1/documents/{id}/content");
        Assert.Equal(bytes, content.Body);
        Assert.Equal(contentType, content.ContentType);
    }

    /// <summary>A page of four megabytes, nearly all of it a comment: much to store, little to index.</summary>
    private static byte[] LargePage()
    {
        var text = new StringBuilder("<html><body><p>A needle.</p><!--");
        for (int line = 0; text.Length < 4 * 1024 * 1024; line++) text.Append(line).Append(" 行\r\n");
        return Encoding.UTF8.GetBytes(text.Append("--></body></html>").ToString());
    }
}

[Collection(HostNames.InProcess)]
public sealed class SourceInProcess(InProcessHost host, ITestOutputHelper output) : SourceContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class SourceOnKestrel(KestrelHost host, ITestOutputHelper output) : SourceContract(host, output);

[Collection(HostNames.Remote)]
public sealed class SourceRemotely(RemoteHost host, ITestOutputHelper output) : SourceContract(host, output);
