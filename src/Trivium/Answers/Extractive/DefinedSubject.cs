using System.Text.RegularExpressions;

namespace Trivium.Answers.Extractive;

/// <summary>
/// What a question asks the meaning of, as in "what is an island" or "スパンとは何ですか": a sentence that says what it is answers
/// better than one that only mentions it.
/// </summary>
internal sealed partial class DefinedSubject
{
    /// <summary>60 characters: a longer insertion is a sentence of its own.</summary>
    private const int InsertionMax = 60;

    private static readonly string[] _japaneseVerbs = ["とは", "は"];
    private static readonly string[] _englishVerbs = ["is", "are", "means", "mean", "refers", "refer"];

    private static readonly string[] _alternatives = ["or ", "または"];

    private readonly string _name;
    private readonly string[] _verbs;

    private DefinedSubject(string name, string[] verbs)
    {
        _name = name;
        _verbs = verbs;
    }

    /// <summary>The subject of a question for a meaning; null: it asks something else.</summary>
    public static DefinedSubject? Of(string question)
    {
        if (EnglishQuestion().Match(question) is { Success: true } english)
            return new(english.Groups["name"].Value, _englishVerbs);
        return JapaneseQuestion().Match(question) is { Success: true } japanese
            ? new(japanese.Groups["name"].Value, _japaneseVerbs)
            : null;
    }

    /// <summary>Whether a sentence says what the subject is: "An island is …", "スパン（Span）とは…".</summary>
    public bool IsDefinedBy(string sentence)
    {
        for (int start = 0; (start = sentence.IndexOf(_name, start, StringComparison.OrdinalIgnoreCase)) >= 0; start++)
        {
            if (IsWithinWord(sentence, start)) continue;
            if (HasVerb(sentence.AsSpan(start + _name.Length))) return true;
        }

        return false;
    }

    private static bool IsWithinWord(string sentence, int start) =>
        start > 0 && char.IsLetterOrDigit(sentence[start - 1])
        && WordScripts.Of(sentence.AsSpan(start - 1, 1)) == WordScripts.Of(sentence.AsSpan(start, 1));

    private bool HasVerb(ReadOnlySpan<char> rest)
    {
        if (rest is ['s', ..]) rest = rest[1..];
        rest = rest.TrimStart(" >」』\"'`*");
        if (rest is ['(' or '（', ..] && rest.IndexOfAny(')', '）') is > 0 and <= InsertionMax and var close)
            rest = rest[(close + 1)..].TrimStart();
        foreach (string alternative in _alternatives)
        {
            if (rest.StartsWith(alternative)) return HasVerbWithin(rest[alternative.Length..]);
        }

        foreach (string verb in _verbs)
        {
            if (!rest.StartsWith(verb, StringComparison.Ordinal)) continue;

            ReadOnlySpan<char> said = rest[verb.Length..];
            if (!said.IsEmpty && (said[0] == ' ' || !char.IsAsciiLetter(verb[0]))) return true;
        }

        return false;
    }

    /// <summary>The verb after another name of the same: "CORS or "Cross-Origin Resource Sharing" is …".</summary>
    private bool HasVerbWithin(ReadOnlySpan<char> rest)
    {
        rest = rest[..Math.Min(rest.Length, InsertionMax)];
        foreach (string verb in _verbs)
        {
            if (rest.IndexOf(char.IsAsciiLetter(verb[0]) ? $" {verb} " : verb, StringComparison.Ordinal) > 0) return true;
        }

        return false;
    }

    [GeneratedRegex(
        @"^\s*what\s+(is|are)\s+((an?|the)\s+)?(?<name>[\w .'-]+?)(\s+in\s+\w+|\s+for)?\s*\??\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex EnglishQuestion();

    [GeneratedRegex(@"^\s*(?<name>[^、。？?]+?)\s*(とは|って)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex JapaneseQuestion();
}
