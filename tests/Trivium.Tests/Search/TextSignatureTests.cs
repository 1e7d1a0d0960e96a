using Trivium.Search;

namespace Trivium.Tests.Search;

public sealed class TextSignatureTests
{
    private const string English = "A cold start is the time between an event and the first line of your handler when no instance "
        + "is ready for it. It happens after a pause, when traffic grows faster than the instances already running can serve, and "
        + "after every deployment. In 2024 it took 800 milliseconds on average; most of that was spent loading code.";

    private const string Japanese = "コールドスタートとは、動いていない実行環境が、最初の要求が来てから用意されるまでの待ち時間のことです。数百ミリ秒で済むことも"
        + "あれば、大きなライブラリを読み込むために数秒かかることもあります。しばらく使われなかったあとや、負荷が急に増えたとき、新しい版を配置したあとに"
        + "起こります。2024年の平均は800ミリ秒で、そのほとんどはコードの読み込みにかかった時間でした。";

    [Theory]
    [InlineData(English, "deployment", "deployments")]
    [InlineData(English, "A cold", "a  COLD")]
    [InlineData(Japanese, "そのほとんどは", "そのうちほとんどは")]
    [InlineData(Japanese, "ライブラリ", "ﾗｲﾌﾞﾗﾘ")]
    public void SaysTheSameAs_NearlyTheSameText_IsTrue(string text, string old, string changed) =>
        Assert.True(Of(text).SaysTheSameAs(Of(text.Replace(old, changed, StringComparison.Ordinal))));

    [Theory]
    [InlineData(English, "800", "900")]
    [InlineData(English, "In 2024 it took 800 milliseconds on average; most of that was spent loading code.", "")]
    [InlineData(Japanese, "2024", "2025")]
    [InlineData(Japanese, "しばらく使われなかったあとや、負荷が急に増えたとき、新しい版を配置したあとに起こります。", "")]
    public void SaysTheSameAs_OtherNumberOrSentenceLess_IsFalse(string text, string old, string changed) =>
        Assert.False(Of(text).SaysTheSameAs(Of(text.Replace(old, changed, StringComparison.Ordinal))));

    [Fact]
    public void SaysTheSameAs_ShortTextBelowOtherHeading_IsFalse()
    {
        Assert.True(Of("None.", "Errors").SaysTheSameAs(Of("none", "Guide", "Errors")));
        Assert.False(Of("None.", "Errors").SaysTheSameAs(Of("None.", "Parameters")));
        Assert.False(Of("None at all").SaysTheSameAs(Of("None at hall")));
    }

    [Fact]
    public void SaysTheSameAs_NothingToCompare_IsFalse() => Assert.False(Of("---").SaysTheSameAs(Of("***")));

    private static TextSignature Of(string text, params string[] headings) => TextSignature.Of(new()
    {
        Id = "1-0",
        DocumentId = "d",
        Generation = 1,
        ChunkIndex = 0,
        Text = text,
        Headings = headings,
    });
}
