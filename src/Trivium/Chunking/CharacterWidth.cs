namespace Trivium.Chunking;

/// <summary>The width of text: two for the characters of East Asian scripts, one for all others.</summary>
internal static class CharacterWidth
{
    public static int Of(char c) =>
        c is >= '\u1100' and <= '\u11FF' or >= '\u2E80' and <= '\uA4CF' or >= '\uAC00' and <= '\uD7FF'
            or >= '\uF900' and <= '\uFAFF' or >= '\uFF01' and <= '\uFF60' ? 2 : 1;

    public static int Of(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var c in text)
            width += Of(c);
        return width;
    }
}
