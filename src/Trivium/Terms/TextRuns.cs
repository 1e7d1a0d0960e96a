using System.Text;

namespace Trivium.Terms;

/// <summary>A stretch of folded text that is one word, or of a script without blanks.</summary>
internal readonly record struct TextRun(Script Script, int Start, ReadOnlyMemory<char> Text);

/// <summary>
/// Splits folded text into words and stretches of scripts without blanks; what is neither is left out.
/// </summary>
internal static class TextRuns
{
    public static IEnumerable<TextRun> Of(string folded)
    {
        for (var position = 0; position < folded.Length;)
        {
            var (script, length) = Measure(folded, position);
            if (script != Script.None)
                yield return new TextRun(script, position, folded.AsMemory(position, length));
            position += length;
        }
    }

    public static bool IsApostrophe(char c) => c is '\'' or '’';

    private static (Script Script, int Length) Measure(string text, int position)
    {
        var script = ScriptAt(text, position, out var length);
        while (position + length < text.Length)
        {
            var next = position + length;
            if (ScriptAt(text, next, out var step) == script)
                length += step;
            else if (script == Script.Word && IsApostrophe(text[next]) && next + 1 < text.Length
                && ScriptAt(text, next + 1, out var after) == Script.Word)
                length += 1 + after;
            else
                break;
        }

        return (script, length);
    }

    private static Script ScriptAt(string text, int position, out int length)
    {
        var valid = Rune.TryGetRuneAt(text, position, out var rune);
        length = valid ? rune.Utf16SequenceLength : 1;
        return valid ? Scripts.Of(rune.Value) : Script.None;
    }
}
