namespace Trivium.Terms;

/// <summary>
/// Light English stemming: plural, -ing, -ed, silent e. What it makes need not be a word; it must be the same for the
/// forms of one word. Its mistakes cost little, because the exact word is always indexed too.
/// </summary>
internal static class EnglishStem
{
    /// <summary>A stem shorter than this says too little.</summary>
    private const int StemLengthMin = 3;

    /// <summary>The stem of a lower-case word of letters a to z; the word itself where no rule applies.</summary>
    public static string Of(string word)
    {
        if (word.Length <= StemLengthMin)
            return word;
        var stem = WithoutEnding(WithoutPlural(word));
        return stem.Length > StemLengthMin && stem[^1] == 'e' && stem[^2] != 'e' ? stem[..^1] : stem;
    }

    private static string WithoutPlural(string word)
    {
        if (word[^1] != 's' || word[^2] is 's' or 'u' or 'i')
            return word;
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > StemLengthMin + 1)
            return word[..^3] + "y";
        return EndsWithAny(word, "sses", "xes", "zes", "ches", "shes") ? word[..^2] : word[..^1];
    }

    private static string WithoutEnding(string word)
    {
        var length = EndsWithAny(word, "ing") ? 3 : EndsWithAny(word, "ed") && !EndsWithAny(word, "eed") ? 2 : 0;
        var stem = word[..^length];
        if (length == 0 || stem.Length < StemLengthMin || stem.AsSpan().IndexOfAny("aeiouy") < 0)
            return word;
        if (stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z' or 'e' or 'o'))
            return stem[..^1];
        return stem[^1] == 'i' ? stem[..^1] + "y" : stem;
    }

    private static bool EndsWithAny(string word, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
