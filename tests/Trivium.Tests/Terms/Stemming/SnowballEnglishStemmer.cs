namespace Trivium.Tests.Terms.Stemming;

/// <summary>The Snowball English stemmer ("Porter2"), from its description at snowballstem.org.</summary>
internal static class SnowballEnglishStemmer
{
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["skis"] = "ski",
        ["skies"] = "sky",
        ["dying"] = "die",
        ["lying"] = "lie",
        ["tying"] = "tie",
        ["idly"] = "idl",
        ["gently"] = "gentl",
        ["ugly"] = "ugli",
        ["early"] = "earli",
        ["only"] = "onli",
        ["singly"] = "singl",
        ["sky"] = "sky",
        ["news"] = "news",
        ["howe"] = "howe",
        ["atlas"] = "atlas",
        ["cosmos"] = "cosmos",
        ["bias"] = "bias",
        ["andes"] = "andes",
    };

    private static readonly HashSet<string> StopAfterStep1A =
        ["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"];

    private static readonly (string Suffix, string Replacement)[] Step2 =
    [
        ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"),
        ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ation", "ate"), ("alism", "al"),
        ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"), ("enci", "ence"), ("anci", "ance"),
        ("abli", "able"), ("izer", "ize"), ("ator", "ate"), ("alli", "al"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Suffix, string Replacement)[] Step3 =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""),
        ("ical", "ic"), ("ness", ""), ("ful", ""),
    ];

    private static readonly string[] Step4 =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion",
        "al", "er", "ic",
    ];

    public static string Stem(string word)
    {
        if (word.Length <= 2)
            return word;
        if (Exceptions.TryGetValue(word, out var exception))
            return exception;
        word = MarkConsonantY(word);
        var (r1, r2) = Regions(word);
        word = Step1A(word);
        if (StopAfterStep1A.Contains(word))
            return word;
        word = Step1C(Step1B(word, r1));
        word = Replace(word, Step2, r1, r2);
        word = Replace(word, Step3, r1, r2);
        return Step5(RemoveStep4(word, r2), r1, r2).ToLowerInvariant();
    }

    private static string MarkConsonantY(string word)
    {
        var letters = word.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (letters[i] == 'y' && (i == 0 || IsVowel(letters[i - 1])))
                letters[i] = 'Y';
        }

        return new string(letters);
    }

    private static (int R1, int R2) Regions(string word)
    {
        string[] prefixes = ["gener", "commun", "arsen"];
        var prefix = Array.Find(prefixes, p => word.StartsWith(p, StringComparison.Ordinal));
        var r1 = prefix?.Length ?? After(word, 0);
        return (r1, After(word, r1));
    }

    private static int After(string word, int from)
    {
        for (var i = from + 1; i < word.Length; i++)
        {
            if (!IsVowel(word[i]) && IsVowel(word[i - 1]))
                return i + 1;
        }

        return word.Length;
    }

    private static string Step1A(string word)
    {
        if (Ends(word, "sses"))
            return word[..^2];
        if (Ends(word, "ied") || Ends(word, "ies"))
            return word.Length > 4 ? word[..^2] : word[..^1];
        if (Ends(word, "us") || Ends(word, "ss") || !Ends(word, "s"))
            return word;
        return word[..^2].Any(IsVowel) ? word[..^1] : word;
    }

    private static string Step1B(string word, int r1)
    {
        foreach (var suffix in new[] { "eedly", "eed" })
        {
            if (Ends(word, suffix))
                return word.Length - suffix.Length >= r1 ? word[..^suffix.Length] + "ee" : word;
        }

        foreach (var suffix in new[] { "ingly", "edly", "ing", "ed" })
        {
            if (!Ends(word, suffix))
                continue;
            var stem = word[..^suffix.Length];
            if (!stem.Any(IsVowel))
                return word;
            if (Ends(stem, "at") || Ends(stem, "bl") || Ends(stem, "iz"))
                return stem + "e";
            if (stem.Length > 1 && stem[^1] == stem[^2] && "bdfgmnprt".Contains(stem[^1]))
                return stem[..^1];
            return r1 >= stem.Length && EndsShort(stem) ? stem + "e" : stem;
        }

        return word;
    }

    private static string Step1C(string word) =>
        word.Length > 2 && word[^1] is 'y' or 'Y' && !IsVowel(word[^2]) ? word[..^1] + "i" : word;

    private static string Replace(string word, (string Suffix, string Replacement)[] rules, int r1, int r2)
    {
        foreach (var (suffix, replacement) in rules)
        {
            if (!Ends(word, suffix))
                continue;
            var start = word.Length - suffix.Length;
            var allowed = start >= r1 && suffix switch
            {
                "ogi" => start > 0 && word[start - 1] == 'l',
                "li" => start > 0 && "cdeghkmnrt".Contains(word[start - 1]),
                "ative" => start >= r2,
                _ => true,
            };
            return allowed ? word[..start] + replacement : word;
        }

        return word;
    }

    private static string RemoveStep4(string word, int r2)
    {
        foreach (var suffix in Step4)
        {
            if (!Ends(word, suffix))
                continue;
            var start = word.Length - suffix.Length;
            return start >= r2 && (suffix != "ion" || (start > 0 && word[start - 1] is 's' or 't')) ? word[..start] : word;
        }

        return word;
    }

    private static string Step5(string word, int r1, int r2)
    {
        var start = word.Length - 1;
        if (Ends(word, "e") && (start >= r2 || (start >= r1 && !EndsShort(word[..start]))))
            return word[..start];
        return Ends(word, "l") && start >= r2 && start > 0 && word[start - 1] == 'l' ? word[..start] : word;
    }

    private static bool EndsShort(string stem) =>
        stem.Length == 2 ? IsVowel(stem[0]) && !IsVowel(stem[1])
        : stem.Length > 2 && !IsVowel(stem[^1]) && stem[^1] is not ('w' or 'x' or 'Y') && IsVowel(stem[^2])
            && !IsVowel(stem[^3]);

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static bool Ends(string word, string suffix) => word.EndsWith(suffix, StringComparison.Ordinal);
}
