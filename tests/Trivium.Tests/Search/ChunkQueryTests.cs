using Trivium.Search;

namespace Trivium.Tests.Search;

public sealed class ChunkQueryTests
{
    private const string Visible = "(c.generation < @__next AND NOT ARRAY_CONTAINS(@__hidden, c.generation))";

    private static readonly SearchPlan _plan = new()
    {
        Snapshot = new(7, [3, 5], DateTimeOffset.UnixEpoch),
        Weights = FusionWeights.BuiltIn,
        Count = 12,
    };

    [Fact]
    public void Of_TermsAndVector_FusesBothByWeight()
    {
        var query = ChunkQuery.Of(_plan with { Terms = ["abc", "def"], Vector = new float[] { 1, 0 } });

        Assert.EndsWith(
            $"FROM c WHERE {Visible} ORDER BY RANK "
                + "RRF(VectorDistance(c.embedding, @vector), FullTextScore(c.terms, @term0, @term1), [1, 50])",
            query.QueryText);
        Assert.StartsWith("SELECT TOP 12 c.id, ", query.QueryText);
        Assert.Equal(
            ["@__hidden", "@__next", "@term0", "@term1", "@vector"],
            query.GetQueryParameters().Select(parameter => parameter.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_TermsAlone_LeavesOutWhatHasNone()
    {
        var query = ChunkQuery.Of(_plan with { Terms = ["abc"] });

        Assert.EndsWith(
            $"WHERE {Visible} AND (FullTextContainsAny(c.terms, @term0)) ORDER BY RANK FullTextScore(c.terms, @term0)",
            query.QueryText);
    }

    [Fact]
    public void Of_VectorAlone_ReturnsTheSimilarity()
    {
        var query = ChunkQuery.Of(_plan with { Vector = new float[] { 1 } });

        Assert.Contains("VectorDistance(c.embedding, @vector) AS similarity FROM c", query.QueryText);
        Assert.EndsWith("ORDER BY VectorDistance(c.embedding, @vector)", query.QueryText);
    }

    [Fact]
    public void Of_Filter_IsParametersOnly()
    {
        const string hostile = "x' OR 1 = 1 --";
        var filter = new SearchFilter
        {
            Tags = [hostile],
            DocumentIds = [hostile],
            Source = hostile,
            Language = hostile,
            ContentType = hostile,
            From = DateTimeOffset.UnixEpoch,
            To = DateTimeOffset.UnixEpoch,
        };

        var query = ChunkQuery.Of(_plan with { Terms = ["abc"], RequiredTerms = ["def"], Filter = filter });

        Assert.DoesNotContain("1 = 1", query.QueryText, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            [
                "@__hidden", "@__next", "@contentType", "@documentIds", "@from", "@language", "@required0", "@source",
                "@tags", "@term0", "@to",
            ],
            query.GetQueryParameters().Select(parameter => parameter.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ranking_NeitherTermsNorVector_IsNone()
    {
        Assert.Null(_plan.Ranking);
    }
}
