using System.Net;
using System.Runtime.CompilerServices;
using Trivium.Documents.Fetching;
using Trivium.Errors;

namespace Trivium.Tests.Documents.Fetching;

public sealed class UrlRulesTests
{
    private static readonly UrlRules _rules = new([]);

    public static TheoryData<string, string> Hostile()
    {
        var data = new TheoryData<string, string>();
        foreach (string line in File.ReadLines(Path.Combine(Folder(), "hostile-urls.txt")).Where(line => line[0] != '#'))
        {
            string[] fields = line.Split('\t');
            data.Add(fields[0], fields[1]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Require_HostileUrl_IsRefusedWithItsReason(string url, string reason)
    {
        TriviumException refusal = Assert.Throws<TriviumException>(() => _rules.Require(url));

        Assert.Equal(ErrorCode.Invalid, refusal.Code);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("url", refusal.Errors!.Keys);
    }

    [Theory]
    [InlineData("https://example.com/a.md")]
    [InlineData("http://example.com:80/")]
    [InlineData("https://example.com:443/x?y=z#part")]
    [InlineData("http://93.184.216.34/")]
    [InlineData("http://[2606:2800:220:1:248:1893:25c8:1946]/")]
    [InlineData("https://日本語.jp/記事")]
    [InlineData("https://xn--wgv71a119e.jp/")]
    public void Require_PublicUrl_IsTaken(string url) => Assert.NotNull(_rules.Require(url));

    [Theory]
    [InlineData("http://wiki.internal/", "wiki.internal")]
    [InlineData("http://127.0.0.1:5000/", "127.0.0.1:5000")]
    [InlineData("http://localhost:1234/", "localhost:*")]
    [InlineData("http://[fd00::5]:8080/", "[fd00::5]:8080")]
    [InlineData("http://10.1.2.3/", "10.1.0.0/16")]
    public void Require_TargetThatIsAllowed_IsTaken(string url, string target) =>
        Assert.NotNull(new UrlRules([FetchTarget.Parse(target)!]).Require(url));

    [Theory]
    [InlineData("http://wiki.internal:8080/", "wiki.internal")]
    [InlineData("http://127.0.0.1:5001/", "127.0.0.1:5000")]
    [InlineData("http://10.2.2.3/", "10.1.0.0/16")]
    [InlineData("http://10.1.2.3:9200/", "10.1.0.0/16")]
    [InlineData("http://evil.wiki.internal/", "wiki.internal")]
    public void Require_BesideWhatIsAllowed_IsRefused(string url, string target) =>
        Assert.Throws<TriviumException>(() => new UrlRules([FetchTarget.Parse(target)!]).Require(url));

    [Theory]
    [InlineData("")]
    [InlineData("http://example.com")]
    [InlineData("example.com:99999")]
    [InlineData("10.0.0.0/99")]
    [InlineData("a b")]
    public void Validate_TargetThatIsNone_IsAFault(string target) =>
        Assert.Contains(
            new TriviumOptions { AllowedUrlTargets = { target } }.Validate(),
            fault => fault.StartsWith($"AllowedUrlTargets has '{target}'", StringComparison.Ordinal));

    [Fact]
    public void RequireRedirect_FromHttpsToHttp_IsRefused() =>
        Assert.Contains(
            "from https to http",
            Assert.Throws<TriviumException>(
                () => _rules.RequireRedirect(new("https://example.com/"), new("http://example.org/"))).Message,
            StringComparison.Ordinal);

    /// <summary>Every address is on one side, whatever its bits: the judgement itself never fails.</summary>
    [Fact]
    public void Refusal_RandomAddresses_AgreesWithItsMappedForm()
    {
        var random = new Random(20261124);
        byte[] bytes = new byte[4];
        for (int i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            var address = new IPAddress(bytes);
            Assert.Equal(AddressRules.Refusal(address), AddressRules.Refusal(address.MapToIPv6()));
        }
    }

    private static string Folder([CallerFilePath] string caller = "") => Path.GetDirectoryName(caller)!;
}
