using System.Text;
using Trivium.Terms;

namespace Trivium.Search;

/// <summary>
/// What is left of a text when one asks whether another says the same: its letters and digits, folded; its numbers, in
/// order; and a sample of its shingles.
/// </summary>
internal sealed class TextSignature
{
    /// <summary>.9: a changed word of a page stays below it, a changed sentence does not.</summary>
    private const double SimilarityMin = 0.9;

    /// <summary>
    /// 8 characters: one and a half English words, or a Japanese phrase; common to two texts only where they agree.
    /// </summary>
    private const int ShingleLength = 8;

    /// <summary>
    /// Every fourth shingle, by its hash, so that texts sample the same ones: enough for a tenth, and four times as
    /// fast.
    /// </summary>
    private const int SampledOneOf = 4;

    /// <summary>
    /// 32: fewer, from less than about 130 characters, estimate no tenth. Shorter texts are the same or they are not.
    /// </summary>
    private const int SampleMin = 32;

    private readonly string _letters;
    private readonly string _numbers;
    private readonly ulong[] _sample;

    private TextSignature(string letters, string numbers)
    {
        _letters = letters;
        _numbers = numbers;
        _sample = Sample(letters);
    }

    /// <summary>
    /// The signature of a chunk. Its own heading counts: short texts say different things below different ones.
    /// </summary>
    public static TextSignature Of(FoundChunk chunk)
    {
        string heading = chunk.Headings.Count > 0 ? chunk.Headings[^1] : "";
        var letters = new StringBuilder(chunk.Text.Length + heading.Length);
        var numbers = new StringBuilder();
        bool inNumber = false;
        foreach (char character in FoldedText.Of($"{heading}\n{chunk.Text}").Text)
        {
            bool isDigit = char.IsDigit(character);
            if (inNumber && !isDigit) numbers.Append(' ');
            if (isDigit) numbers.Append(character);
            inNumber = isDigit;
            if (char.IsLetterOrDigit(character) || char.IsSurrogate(character)) letters.Append(character);
        }

        return new(letters.ToString(), numbers.ToString().TrimEnd());
    }

    /// <summary>
    /// Whether both say the same: the same numbers, and at least nine tenths of all shingles in common (the Jaccard
    /// index).
    /// </summary>
    public bool SaysTheSameAs(TextSignature other)
    {
        if (_letters == other._letters) return _letters.Length > 0;
        if (_sample.Length < SampleMin || other._sample.Length < SampleMin || _numbers != other._numbers) return false;

        int fewer = Math.Min(_sample.Length, other._sample.Length);
        int more = Math.Max(_sample.Length, other._sample.Length);
        if (fewer < more * SimilarityMin) return false;

        int common = Common(_sample, other._sample);
        return common >= (fewer + more - common) * SimilarityMin;
    }

    private static int Common(ulong[] left, ulong[] right)
    {
        int common = 0;
        for (int l = 0, r = 0; l < left.Length && r < right.Length;)
        {
            int order = left[l].CompareTo(right[r]);
            if (order == 0) common++;
            if (order <= 0) l++;
            if (order >= 0) r++;
        }

        return common;
    }

    private static ulong[] Sample(string letters)
    {
        var sample = new HashSet<ulong>();
        for (int start = 0; start + ShingleLength <= letters.Length; start++)
        {
            ulong hash = Hash(letters.AsSpan(start, ShingleLength));
            if (hash % SampledOneOf == 0) sample.Add(hash);
        }

        return [.. sample.Order()];
    }

    // FNV-1a over UTF-16 units; the upper half is folded into the lower, whose last bits alone are a poor sample.
    private static ulong Hash(ReadOnlySpan<char> shingle)
    {
        const ulong offset = 14_695_981_039_346_656_037;
        const ulong prime = 1_099_511_628_211;
        ulong hash = offset;
        foreach (char character in shingle) hash = (hash ^ character) * prime;
        return hash ^ (hash >> 32);
    }
}
