using Trivium.Cosmos.Sql.Analysis;

namespace Trivium.Cosmos.Embedded.Search.Ranking;

/// <summary>Answers conditions on words from the inverted words.</summary>
internal static class WordFilter
{
    /// <summary>Which rows meet all conditions; null when there is none.</summary>
    public static bool[]? Of(SegmentView segment, SearchSchema schema, IReadOnlyList<WordCondition> conditions)
    {
        bool[]? passes = null;
        foreach (var condition in conditions)
        {
            var meets = Of(segment, segment.Texts[schema.TextIndexOf(condition.Path)], condition);
            if (passes is null)
            {
                passes = meets;
                continue;
            }
            for (var row = 0; row < passes.Length; row++)
                passes[row] &= meets[row];
        }
        return passes;
    }

    private static bool[] Of(SegmentView segment, SegmentTexts texts, WordCondition condition)
    {
        var found = new int[segment.Count];
        // A word given twice is there twice or not at all.
        foreach (var word in condition.Words)
        {
            foreach (var row in texts.Find(TextStatistics.HashOf(word), segment.Count).Rows.Span)
                found[row]++;
        }
        var needed = condition.NeedsAll ? condition.Words.Count : 1;
        return Array.ConvertAll(found, count => count >= needed);
    }
}
