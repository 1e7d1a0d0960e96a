namespace Trivium.Extraction;

/// <summary>
/// Japanese or English, from the script and the commonest English words; everything else is <c>und</c>. A language
/// named in the source wins over this guess.
/// </summary>
internal static class LanguageDetection
{
    public const string English = "en";
    public const string Japanese = "ja";
    public const string Undetermined = "und";

    /// <summary>64 Ki characters: enough to tell, and a large source costs no more than a small one.</summary>
    private const int SampleCharsMax = 64 * 1024;

    /// <summary>
    /// A tenth of kana: Japanese prose has half; an English article that quotes a few words has less.
    /// </summary>
    private const double KanaShareMin = 0.1;

    /// <summary>One word in sixteen: English prose has about one in three, lists and tables far fewer.</summary>
    private const double CommonWordShareMin = 1 / 16.0;

    /// <summary>
    /// Fewer words than this say nothing by their frequency: Latin letters alone then count as English.
    /// </summary>
    private const int WordsToJudgeMin = 20;

    private static readonly HashSet<string> CommonWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "of", "and", "to", "is", "that", "for", "it", "with", "as", "are", "this", "be", "by", "from", "or",
        "you", "not", "which", "when", "can", "has", "have", "was", "but", "they", "an", "your", "what", "how",
    };

    /// <summary>The language of the texts taken together.</summary>
    public static string Detect(IEnumerable<string> texts)
    {
        var counts = default(Counts);
        foreach (var text in texts)
        {
            if (counts.Chars >= SampleCharsMax)
                break;
            counts.Add(text.AsSpan(0, Math.Min(text.Length, SampleCharsMax - counts.Chars)));
        }

        var letters = counts.Kana + counts.Han + counts.Latin + counts.Other;
        if (letters == 0)
            return Undetermined;
        if (counts.Kana >= KanaShareMin * letters)
            return Japanese;
        if (counts.Latin * 2 < letters)
            return Undetermined;
        // Accented letters in a short text are the only sign that it is not English.
        if (counts.Words < WordsToJudgeMin)
            return counts.Accented == 0 ? English : Undetermined;
        return counts.Common >= CommonWordShareMin * counts.Words ? English : Undetermined;
    }

    /// <summary>What of a section tells its language.</summary>
    public static IEnumerable<string> TextsOf(Section section) => [section.Heading ?? "", section.Text];

    /// <summary>What a <c>lang</c> of the source means here: its primary language where it is one of ours.</summary>
    public static string? FromTag(string? tag)
    {
        var primary = tag?.Split('-', '_')[0].Trim();
        return primary switch
        {
            null or "" => null,
            _ when primary.Equals(English, StringComparison.OrdinalIgnoreCase) => English,
            _ when primary.Equals(Japanese, StringComparison.OrdinalIgnoreCase) => Japanese,
            _ => Undetermined,
        };
    }

    private struct Counts
    {
        public int Chars, Kana, Han, Latin, Accented, Other, Words, Common;

        public void Add(ReadOnlySpan<char> text)
        {
            Chars += text.Length;
            var lookup = CommonWords.GetAlternateLookup<ReadOnlySpan<char>>();
            var wordStart = -1;
            for (var i = 0; i <= text.Length; i++)
            {
                var c = i < text.Length ? text[i] : ' ';
                Count(c);
                var inWord = char.IsAsciiLetter(c);
                if (inWord && wordStart < 0)
                    wordStart = i;
                if (inWord || wordStart < 0)
                    continue;
                Words++;
                if (lookup.Contains(text[wordStart..i]))
                    Common++;
                wordStart = -1;
            }
        }

        private void Count(char c)
        {
            if (char.IsAsciiLetter(c))
                Latin++;
            else if (c is >= '\u3041' and <= '\u30FF' or >= '\uFF66' and <= '\uFF9F')
                Kana++;
            else if (c is >= '\u3400' and <= '\u9FFF')
                Han++;
            else if (c is >= '\u00C0' and <= '\u024F')
                (Latin, Accented) = (Latin + 1, Accented + 1);
            else if (c > '\u024F' && char.IsLetter(c))
                Other++;
        }
    }
}
