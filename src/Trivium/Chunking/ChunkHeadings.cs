namespace Trivium.Chunking;

/// <summary>The headings a chunk is given: they are embedded with it, and take of its tokens.</summary>
internal static class ChunkHeadings
{
    /// <summary>Half: the passage itself has at least as much room.</summary>
    private const int ShareDivisor = 2;

    /// <summary>The headings that fit, and what is left for the passage.</summary>
    /// <param name="path">All of them, outermost first.</param>
    /// <param name="tokensMax">What the chunk may have.</param>
    public static (IReadOnlyList<string> Headings, long UnitsLeft) Fit(IReadOnlyList<string> path, int tokensMax)
    {
        var all = (long)tokensMax * TokenEstimate.UnitsPerToken;
        var fitting = path;
        while (fitting.Count > 0 && UnitsOf(fitting) > all / ShareDivisor)
            fitting = fitting.Count > 1 ? [.. fitting.Skip(1)] : Cut(fitting[0], all / ShareDivisor);
        return (fitting, all - UnitsOf(fitting));
    }

    private static IReadOnlyList<string> Cut(string heading, long unitsMax)
    {
        var length = Math.Min(heading.Length, (int)unitsMax);
        while (length > 0 && UnitsOf([heading[..length]]) > unitsMax)
            length = length * 3 / 4;
        if (length > 0 && char.IsHighSurrogate(heading[length - 1]))
            length--;
        return length == 0 ? [] : [heading[..length]];
    }

    /// <summary>With the line end after each.</summary>
    private static long UnitsOf(IReadOnlyList<string> headings) => TokenEstimate.Units(string.Concat(headings.Select(heading => heading + '\n')));
}
