using Trivium.Search;

namespace Trivium.Tests.Search;

public sealed class QueryWordingTests
{
    [Theory]
    [InlineData("how are functions billed", true)]
    [InlineData("The outbox", true)]
    [InlineData("partition key tenant", false)]
    [InlineData("課金の仕組み", true)]
    [InlineData("従量課金 計算例", false)]
    [InlineData("コールドスタート", false)]
    [InlineData("?!", false)]
    public void HasGrammar_Query_IsTrueForWordsOfGrammar(string query, bool has) =>
        Assert.Equal(has, QueryWording.HasGrammar(query));

    [Fact]
    public void For_Keywords_LetsTheBuiltInEmbedderSayLess()
    {
        FusionWeights question = FusionWeights.BuiltIn.For("how are functions billed");
        FusionWeights keywords = FusionWeights.BuiltIn.For("functions billing");

        Assert.True(keywords.Vector < question.Vector);
        Assert.Equal(FusionWeights.Trained, FusionWeights.Trained.For("functions billing"));
    }
}
