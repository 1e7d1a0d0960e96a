using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Json;

/// <summary>
/// Finds the elements of an array whose text comes in piece by piece. What is between them is checked here; they
/// themselves are checked when they are parsed.
/// </summary>
internal sealed class JsonArrayReader(bool atElement = false)
{
    private State state = atElement ? State.AtElement : State.BeforeArray;

    private enum State
    {
        BeforeArray,
        BeforeFirst,
        BeforeElement,
        AtElement,
        AfterElement,
        AfterArray,
    }

    /// <summary>Goes on to where the next element begins.</summary>
    /// <param name="text">What comes next in the source.</param>
    /// <param name="isLast">Nothing comes after it.</param>
    /// <param name="place">Where it begins in the source.</param>
    /// <param name="consumed">How much of it is before the element, or done with.</param>
    /// <returns>False where there is no element in the text.</returns>
    /// <exception cref="ContentException">Something else than an element, or no end.</exception>
    public bool TryFind(ReadOnlySpan<char> text, bool isLast, JsonPlace place, out int consumed)
    {
        consumed = 0;
        while (state != State.AtElement)
        {
            var blank = text[consumed..].IndexOfAnyExcept(" \t\r\n");
            consumed = blank < 0 ? text.Length : consumed + blank;
            if (blank < 0)
                return isLast && state != State.AfterArray ? throw Fault(text, consumed, place) : false;
            var next = Next(text[consumed])
                ?? throw Fault(text, consumed, place);
            consumed += next == State.AtElement ? 0 : 1;
            state = next;
        }

        return true;
    }

    /// <summary>Measures the element that the text begins with.</summary>
    /// <param name="text">What comes next in the source.</param>
    /// <param name="isLast">Nothing comes after it; then the element may be cut off.</param>
    /// <param name="place">Where it begins in the source.</param>
    /// <param name="element">Its number, from 0.</param>
    /// <param name="length">Its length.</param>
    /// <returns>False where its end is not in the text yet.</returns>
    /// <exception cref="ContentException">It nests too deep, or is too long.</exception>
    public bool TryMeasure(ReadOnlySpan<char> text, bool isLast, JsonPlace place, int element, out int length)
    {
        length = text.IsEmpty ? 0 : text[0] switch
        {
            '{' or '[' => Nested(text, place),
            '"' => StringEnd(text, 0),
            _ => text.IndexOfAny(",]} \t\r\n"),
        };
        if (length <= 0 && !isLast)
        {
            // How much more there is nobody knows yet.
            if (text.Length > TableLimits.RowCharsMax)
                TableLimits.RequireRowChars(TableLimits.RowCharsMax + 1, $"Element {element} (from 0) of the array");
            return false;
        }

        length = length <= 0 ? text.Length : length;
        TableLimits.RequireRowChars(length, $"Element {element} (from 0) of the array");
        state = State.AfterElement;
        return true;
    }

    private static ContentException Fault(ReadOnlySpan<char> text, int at, JsonPlace place)
    {
        var (line, bytes) = place.After(text[..at]);
        return JsonText.Fault(line, bytes);
    }

    private State? Next(char c) => (state, c) switch
    {
        (State.BeforeArray, '[') => State.BeforeFirst,
        (State.BeforeFirst or State.AfterElement, ']') => State.AfterArray,
        (State.AfterElement, ',') => State.BeforeElement,
        (State.BeforeFirst or State.BeforeElement, not (',' or ']' or '}' or ':')) => State.AtElement,
        _ => null,
    };

    /// <summary>The length of an object or array; -1 where its end is not in the text.</summary>
    private static int Nested(ReadOnlySpan<char> text, JsonPlace place)
    {
        var depth = 0;
        for (var at = 0; at < text.Length;)
        {
            var found = text[at..].IndexOfAny("\"{}[]");
            if (found < 0)
                return -1;
            at += found;
            if (text[at] == '"')
            {
                var end = StringEnd(text, at);
                if (end < 0)
                    return -1;
                at = end;
                continue;
            }

            depth += text[at] is '{' or '[' ? 1 : -1;
            if (depth >= JsonText.DepthMax)
                throw Fault(text, at, place);
            at++;
            if (depth == 0)
                return at;
        }

        return -1;
    }

    /// <summary>Where a string that begins at a quotation mark ends; -1 where its end is not in the text.</summary>
    private static int StringEnd(ReadOnlySpan<char> text, int start)
    {
        for (var at = start + 1; at < text.Length;)
        {
            var found = text[at..].IndexOfAny('"', '\\');
            if (found < 0)
                return -1;
            at += found;
            if (text[at] == '"')
                return at + 1;
            at += 2;
        }

        return -1;
    }
}
