using Trivium.Chunking;
using Trivium.Errors;

namespace Trivium.Tests.Chunking;

public sealed class ChunkSizeRulesTests
{
    private static readonly ChunkSizeRules Rules = new(new TriviumOptions());

    [Theory]
    [InlineData(null, null, null, 512, 256, 32)]
    [InlineData(100, null, null, 100, 100, 32)]
    [InlineData(64, 40, null, 64, 40, 20)]
    [InlineData(null, 600, null, 600, 600, 32)]
    [InlineData(null, null, 128, 512, 256, 128)]
    [InlineData(8_192, 8_192, 4_096, 8_192, 8_192, 4_096)]
    public void Resolve_PartOfTheSizes_GivesTheOthersSoThatTheyFit(
        int? max, int? target, int? overlap, int expectedMax, int expectedTarget, int expectedOverlap) =>
        Assert.Equal(new(expectedMax, expectedTarget, expectedOverlap), Rules.Resolve(Sizes(max, target, overlap), null));

    [Fact]
    public void Resolve_RequestWithoutSizes_TakesTheTenants() =>
        Assert.Equal(new(300, 200, 10), Rules.Resolve(null, Sizes(300, 200, 10)));

    [Fact]
    public void Resolve_Request_WinsOverTheTenantFieldByField() =>
        Assert.Equal(new(150, 150, 10), Rules.Resolve(Sizes(150, null, null), Sizes(300, 200, 10)));

    [Theory]
    [InlineData(63, null, null, "chunking.maxTokens is 63; 64 to 8192 are possible.")]
    [InlineData(8_193, null, null, "chunking.maxTokens is 8193; 64 to 8192 are possible.")]
    [InlineData(100, 101, null, "chunking.targetTokens is 101; 16 to 100 (maxTokens) are possible.")]
    [InlineData(null, 15, null, "chunking.targetTokens is 15; 16 to 512 (maxTokens) are possible.")]
    [InlineData(null, 100, 51, "chunking.overlapTokens is 51; 0 to 50 (half of targetTokens) are possible.")]
    [InlineData(null, null, -1, "chunking.overlapTokens is -1; 0 to 128 (half of targetTokens) are possible.")]
    [InlineData(
        int.MinValue,
        int.MaxValue,
        int.MaxValue,
        "chunking.maxTokens is -2147483648; 64 to 8192 are possible. "
        + "chunking.targetTokens is 2147483647; 16 to 64 (maxTokens) are possible. "
        + "chunking.overlapTokens is 2147483647; 0 to 1073741823 (half of targetTokens) are possible.")]
    public void Resolve_SizesThatAreNotPossible_NamesEveryFault(int? max, int? target, int? overlap, string message)
    {
        TriviumException fault = Assert.Throws<TriviumException>(() => Rules.Resolve(Sizes(max, target, overlap), null));

        Assert.Equal((ErrorCode.Invalid, message), (fault.Code, fault.Message));
    }

    [Fact]
    public void Resolve_EmbedderOfShortTexts_NeverExceedsIt()
    {
        var options = new TriviumOptions { Embeddings = { Endpoint = "http://localhost/v1", InputTokensMax = 512 } };
        var rules = new ChunkSizeRules(options);

        Assert.Equal(new(170, 170, 32), rules.Resolve(null, null));
        Assert.Equal(new(170, 170, 85), rules.Resolve(null, Sizes(2_000, 1_000, 400)));
        Assert.Throws<TriviumException>(() => rules.Resolve(Sizes(171, null, null), null));
    }

    private static RequestedChunkSizes Sizes(int? max, int? target, int? overlap) =>
        new() { MaxTokens = max, TargetTokens = target, OverlapTokens = overlap };
}
