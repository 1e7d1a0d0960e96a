using System.Text;

namespace Trivium.Answers.Generated;

/// <summary>Where the sentences of an answer end.</summary>
internal static class AnswerPunctuation
{
    private const string Closing = "\"')]」』）”’。！？.!?";

    /// <summary>Whether a sentence is over.</summary>
    /// <param name="sentence">What there is of it.</param>
    /// <param name="atBlank">True where white space follows; Latin marks end a sentence only there, as in 3.5 or v1.2.</param>
    public static bool Ends(StringBuilder sentence, bool atBlank)
    {
        int last = sentence.Length - 1;
        while (last > 0 && Closing.Contains(sentence[last]) && sentence[last] is not ('.' or '!' or '?' or '。' or '！' or '？')) last--;
        return last >= 0 && (sentence[last] is '。' or '！' or '？' || (atBlank && sentence[last] is ('.' or '!' or '?')));
    }

    /// <summary>Whether a character cannot begin a sentence, so that the one before it goes on.</summary>
    public static bool Continues(char character) => character is '.' or ',' or ';' or ':' or '!' or '?' or ')' or '。' or '、' or '）' or '」';

    /// <summary>Whether a character after the end still belongs to the sentence.</summary>
    public static bool Closes(char character) => Closing.Contains(character);
}
