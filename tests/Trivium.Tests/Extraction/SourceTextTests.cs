using System.Text;
using Trivium.Extraction;

namespace Trivium.Tests.Extraction;

public sealed class SourceTextTests
{
    [Fact]
    public void Extract_NotUtf8_NamesTheOffset()
    {
        byte[] source = [.. Encoding.UTF8.GetBytes("日本"), 0xFF, (byte)'x'];

        var refusal = Sources.Refusal(source, "text/plain");

        Assert.Equal("invalid", refusal.Code);
        Assert.StartsWith(
            "The source is not valid UTF-8: the byte at offset 6 (from 0) cannot be decoded.", refusal.Message);
    }

    [Fact]
    public void Extract_CutInTheMiddleOfACharacter_NamesItsOffset() =>
        Assert.Contains("offset 1 ", Sources.Refusal([(byte)'a', 0xE3, 0x81], "text/markdown").Message);

    [Fact]
    public void Extract_NotValidInTheCharsetNamed_NamesTheCharset() =>
        Assert.StartsWith(
            "The source is not valid shift_jis: the byte at offset 1 ",
            Sources.Refusal([(byte)'a', 0x81, 0xFF], "text/plain; charset=Shift_JIS").Message);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Extract_Utf16WithMark_IsDecoded(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, true);
        byte[] source = [.. encoding.GetPreamble(), .. encoding.GetBytes("日本語です")];

        Assert.Equal("日本語です", Assert.Single(Sources.Extract(source, "text/plain").Sections).Text);
    }

    [Theory]
    [InlineData("application/x-tar")]
    [InlineData("")]
    [InlineData("not a type")]
    public void Extract_UnknownContentType_NamesTheSupportedOnes(string contentType)
    {
        var refusal = Sources.Refusal("x", contentType);

        Assert.Equal("unsupported", refusal.Code);
        Assert.StartsWith($"Content type '{contentType}' is not supported. Use one of: text/markdown, ", refusal.Message);
        Assert.False(ContentTypes.IsSupported(contentType));
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("utf-7")]
    public void Extract_UnknownCharset_IsUnsupported(string charset)
    {
        Assert.Equal("unsupported", Sources.Refusal("x", $"text/plain; charset={charset}").Code);
        Assert.False(ContentTypes.IsSupported($"text/plain; charset={charset}"));
    }

    [Theory]
    [InlineData("text/markdown")]
    [InlineData("Text/X-Markdown; charset=\"UTF-8\"; variant=GFM")]
    [InlineData("text/html; charset=euc-jp")]
    [InlineData("application/xhtml+xml")]
    [InlineData("text/plain; charset=iso-8859-1")]
    [InlineData("text/csv")]
    [InlineData("text/tab-separated-values")]
    [InlineData("application/json")]
    public void IsSupported_KnownTypes_True(string contentType) => Assert.True(ContentTypes.IsSupported(contentType));

    [Fact]
    public void Extract_Cancelled_Stops() =>
        Assert.Throws<OperationCanceledException>(() => Extractor.Extract(
            "x"u8.ToArray(), "text/plain", ExtractionHints.None, new CancellationToken(true)));
}
