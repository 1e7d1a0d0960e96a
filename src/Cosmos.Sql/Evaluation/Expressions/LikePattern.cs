namespace Trivium.Cosmos.Sql.Evaluation.Expressions;

/// <summary>A LIKE pattern: % any text, _ any character, [a-z] and [^a-z] sets, and an escape character.</summary>
internal sealed class LikePattern
{
    private readonly List<Part> _parts = [];

    public LikePattern(string pattern, char? escape)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            var character = pattern[i];
            if (character == escape && i + 1 < pattern.Length) _parts.Add(new Part(PartKind.Literal, pattern[++i], ""));
            else if (character == '%') AddAnyText();
            else if (character == '_') _parts.Add(new Part(PartKind.AnyCharacter, default, ""));
            else if (character == '[' && pattern.IndexOf(']', i + 1) is var end and > 0) i = AddSet(pattern, i, end);
            else _parts.Add(new Part(PartKind.Literal, character, ""));
        }
    }

    private enum PartKind
    {
        Literal,
        AnyCharacter,
        AnyText,
        OneOf,
        NoneOf,
    }

    /// <summary>Whether the whole text matches, in time proportional to text times pattern at worst.</summary>
    public bool Matches(string text)
    {
        int at = 0, part = 0, resumePart = -1, resumeAt = 0;
        while (at < text.Length)
        {
            if (part < _parts.Count && _parts[part].Kind == PartKind.AnyText)
            {
                resumePart = ++part;
                resumeAt = at;
            }
            else if (part < _parts.Count && _parts[part].Accepts(text[at]))
            {
                part++;
                at++;
            }
            else if (resumePart >= 0)
            {
                part = resumePart;
                at = ++resumeAt;
            }
            else return false;
        }

        while (part < _parts.Count && _parts[part].Kind == PartKind.AnyText) part++;
        return part == _parts.Count;
    }

    private void AddAnyText()
    {
        if (_parts.Count > 0 && _parts[^1].Kind == PartKind.AnyText) return;
        _parts.Add(new Part(PartKind.AnyText, default, ""));
    }

    private int AddSet(string pattern, int start, int end)
    {
        var negated = pattern[start + 1] == '^';
        var set = pattern[(negated ? start + 2 : start + 1)..end];
        _parts.Add(new Part(negated ? PartKind.NoneOf : PartKind.OneOf, default, set));
        return end;
    }

    private readonly record struct Part(PartKind Kind, char Literal, string Set)
    {
        public bool Accepts(char character) => Kind switch
        {
            PartKind.Literal => character == Literal,
            PartKind.AnyCharacter => true,
            PartKind.OneOf => InSet(character),
            PartKind.NoneOf => !InSet(character),
            _ => false,
        };

        private bool InSet(char character)
        {
            for (var i = 0; i < Set.Length; i++)
            {
                if (i + 2 < Set.Length && Set[i + 1] == '-')
                {
                    if (character >= Set[i] && character <= Set[i + 2]) return true;
                    i += 2;
                }
                else if (Set[i] == character) return true;
            }

            return false;
        }
    }
}
