using System.Text;

namespace Trivium.Cosmos.Sql.Evaluation.Ranking;

/// <summary>Text to words: runs of letters and digits, in lower case. No stemming and no stop words.</summary>
public static class FullTextTokenizer
{
    /// <summary>The words of a text in order, repetitions included.</summary>
    public static List<string> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<string>();
        foreach (var word in Words(text)) words.Add(word.ToString());
        return words;
    }

    /// <summary>The same words without a string for each: a span is good until the next one is asked for.</summary>
    public static WordEnumerator Words(ReadOnlySpan<char> text) => new(text);

    /// <summary>Goes through the words of a text.</summary>
    public ref struct WordEnumerator
    {
        // Words are short; a longer one makes the buffer grow.
        private const int WordCharactersAtFirst = 64;

        private ReadOnlySpan<char> _rest;
        private char[] _word = new char[WordCharactersAtFirst];
        private int _length;

        internal WordEnumerator(ReadOnlySpan<char> text) => _rest = text;

        /// <summary>The word found last.</summary>
        public readonly ReadOnlySpan<char> Current => _word.AsSpan(0, _length);

        /// <summary>Itself, for foreach.</summary>
        public readonly WordEnumerator GetEnumerator() => this;

        /// <summary>Finds the next word.</summary>
        public bool MoveNext()
        {
            _length = 0;
            while (!_rest.IsEmpty)
            {
                Rune.DecodeFromUtf16(_rest, out var rune, out var consumed);
                _rest = _rest[consumed..];
                if (Rune.IsLetterOrDigit(rune)) Append(Rune.ToLowerInvariant(rune));
                else if (_length > 0) return true;
            }

            return _length > 0;
        }

        private void Append(Rune rune)
        {
            if (_length + 2 > _word.Length) Array.Resize(ref _word, _word.Length * 2);
            _length += rune.EncodeToUtf16(_word.AsSpan(_length));
        }
    }
}
