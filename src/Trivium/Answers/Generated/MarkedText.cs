using System.Text;

namespace Trivium.Answers.Generated;

/// <summary>
/// Reads a model's text as it comes and takes it apart: plain text, and marks such as <c>[3]</c>, <c>[1, 2]</c> or <c>【4】</c>.
/// What may become a mark is held back until it is one or is not.
/// </summary>
internal sealed class MarkedText
{
    /// <summary>24 characters between brackets: a handful of numbers; anything longer is text.</summary>
    private const int MarkCharsMax = 24;

    private readonly StringBuilder _held = new();

    /// <summary>The pieces that are known now.</summary>
    public IEnumerable<MarkedPiece> Read(string text)
    {
        foreach (char next in text)
        {
            if (_held.Length == 0)
            {
                if (next is '[' or '【') _held.Append(next);
                else yield return MarkedPiece.Plain(next.ToString());
                continue;
            }

            if (next is ']' or '】')
            {
                yield return Close(next);
            }
            else if ((char.IsAsciiDigit(next) || next is ',' or ' ' or '、') && _held.Length <= MarkCharsMax)
            {
                _held.Append(next);
            }
            else
            {
                yield return MarkedPiece.Plain(Release());
                if (next is '[' or '【') _held.Append(next);
                else yield return MarkedPiece.Plain(next.ToString());
            }
        }
    }

    /// <summary>What is left when no more comes.</summary>
    public IEnumerable<MarkedPiece> End() => _held.Length == 0 ? [] : [MarkedPiece.Plain(Release())];

    private MarkedPiece Close(char bracket)
    {
        int[] numbers =
        [
            .. _held.ToString()[1..].Split([',', ' ', '、'], StringSplitOptions.RemoveEmptyEntries)
                .Select(number => int.TryParse(number, out int value) ? value : 0),
        ];
        string held = Release();
        return numbers.Length == 0 ? MarkedPiece.Plain(held + bracket) : new(null, numbers);
    }

    private string Release()
    {
        string held = _held.ToString();
        _held.Clear();
        return held;
    }
}

/// <summary>A piece of a model's text.</summary>
/// <param name="Text">Plain text, or null.</param>
/// <param name="Numbers">The numbers of a mark; empty for plain text.</param>
internal readonly record struct MarkedPiece(string? Text, IReadOnlyList<int> Numbers)
{
    public static MarkedPiece Plain(string text) => new(text, []);
}
