using Trivium.Search;

namespace Trivium.Tests.Search;

public sealed class CandidateRulesTests
{
    private static readonly FoundChunk[] _ranking =
    [
        Chunk("a", 0, "one"), Chunk("a", 1, "two"), Chunk("b", 0, "one"), Chunk("a", 2, "three"), Chunk("b", 1, "four"),
        Chunk("c", 0, "two"), Chunk("c", 1, "five"),
    ];

    [Theory]
    [InlineData(true, null, "one two three four five")]
    [InlineData(true, 2, "one two four five")]
    [InlineData(true, 1, "one four five")]
    [InlineData(false, 1, "one one two")]
    [InlineData(false, null, "one two one three four two five")]
    public void Select_MoreOfTheRanking_OnlyAddsHits(bool collapse, int? perDocument, string texts)
    {
        string[] expected = texts.Split(' ');
        for (int wanted = 1; wanted <= expected.Length; wanted++)
        {
            var rules = new CandidateRules(new PhraseFilter([]), collapse, perDocument, wanted, 0);

            var (candidates, areEnough) = rules.Select(_ranking);

            Assert.True(areEnough);
            Assert.Equal(expected[..wanted], rules.Diversify(candidates).Take(wanted).Select(hit => hit.Chunk.Text));
        }
    }

    [Fact]
    public void Select_RankingTooShort_AsksForMore()
    {
        Assert.False(Rules(wanted: 6, pool: 0).Select(_ranking).AreEnough);
        Assert.False(Rules(wanted: 1, pool: 6).Select(_ranking).AreEnough);
        Assert.True(Rules(wanted: 1, pool: 5).Select(_ranking).AreEnough);
    }

    [Fact]
    public void Select_ChunkThatSaysTheSame_IsNamedByTheBetterOne()
    {
        var (candidates, _) = Rules(wanted: 6, pool: 0).Select(_ranking);

        Assert.Equal(["b", "c"], candidates.SelectMany(hit => hit.Duplicates).Select(same => same.DocumentId));
    }

    private static CandidateRules Rules(int wanted, int pool) => new(new PhraseFilter([]), true, null, wanted, pool);

    private static FoundChunk Chunk(string document, int index, string text) => new()
    {
        Id = ChunkItem.IdOf(1, index),
        DocumentId = document,
        Generation = 1,
        ChunkIndex = index,
        Text = text,
    };
}
