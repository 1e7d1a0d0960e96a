using Trivium.Terms;

namespace Trivium.Embeddings;

/// <summary>The script of every UTF-16 unit, looked up instead of computed; halves of surrogate pairs are computed.</summary>
internal static class ScriptTable
{
    private static readonly byte[] Table = Build();

    /// <summary>The script of the character at a position, and how many units it has.</summary>
    public static Script At(ReadOnlySpan<char> text, int position, out int length)
    {
        length = 1;
        var c = text[position];
        if (!char.IsSurrogate(c))
            return (Script)Table[c];
        if (!char.IsHighSurrogate(c) || position + 1 == text.Length || !char.IsLowSurrogate(text[position + 1]))
            return Script.None;
        length = 2;
        return Scripts.Of(char.ConvertToUtf32(c, text[position + 1]));
    }

    private static byte[] Build()
    {
        var table = new byte[char.MaxValue + 1];
        for (var c = 0; c < table.Length; c++)
            table[c] = char.IsSurrogate((char)c) ? (byte)Script.None : (byte)Scripts.Of(c);
        return table;
    }
}
