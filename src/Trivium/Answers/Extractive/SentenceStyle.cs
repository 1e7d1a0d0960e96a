namespace Trivium.Answers.Extractive;

/// <summary>How much a sentence reads like an answer, whatever it is about.</summary>
internal static class SentenceStyle
{
    /// <summary>.2: a question is no answer.</summary>
    private const double OfQuestion = 0.2;

    /// <summary>.85: what ends with a colon promises what comes after it.</summary>
    private const double OfIntroduction = 0.85;

    /// <summary>.7: a line of code shows how, but says nothing.</summary>
    private const double OfCode = 0.7;

    /// <summary>.7: a row of a table names what has a property, but is no sentence about it.</summary>
    private const double OfRow = 0.7;

    /// <summary>.5: in another language than the question.</summary>
    private const double OfOtherLanguage = 0.5;

    /// <summary>One in 12 characters: prose has fewer of those that code is made of.</summary>
    private const int CodeCharactersPer = 12;

    /// <summary>0 to 1.</summary>
    public static double Of(string sentence, bool isJapaneseAsked)
    {
        double style = IsJapanese(sentence) == isJapaneseAsked ? 1 : OfOtherLanguage;
        if (sentence.EndsWith('?') || sentence.EndsWith('？') || sentence.EndsWith('か') || sentence.EndsWith("か。", StringComparison.Ordinal))
            style *= OfQuestion;
        if (sentence.EndsWith(':') || sentence.EndsWith('：')) style *= OfIntroduction;
        if (IsCode(sentence)) style *= OfCode;
        if (IsRow(sentence)) style *= OfRow;
        return style;
    }

    /// <summary>Whether one in seven letters at least is kana or Han: sentences of Japanese may have many foreign words.</summary>
    public static bool IsJapanese(string text)
    {
        int japanese = text.Count(WordScripts.IsJapanese);
        return japanese > 0 && japanese * 6 >= text.Count(char.IsAsciiLetter);
    }

    // As chunks have them: "name: value; name: value".
    private static bool IsRow(string sentence) =>
        sentence.IndexOf("; ", StringComparison.Ordinal) is > 0 and var next
        && sentence.AsSpan(0, next).Contains(": ", StringComparison.Ordinal)
        && sentence.AsSpan(next).Contains(": ", StringComparison.Ordinal);

    private static bool IsCode(string sentence) =>
        sentence.StartsWith("//", StringComparison.Ordinal)
        || sentence.Count(character => character is '{' or '}' or ';' or '=' or '<' or '>' or '|' or '[' or ']') * CodeCharactersPer
            > sentence.Length;
}
