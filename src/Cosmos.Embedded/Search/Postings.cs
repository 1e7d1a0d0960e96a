namespace Trivium.Cosmos.Embedded.Search;

/// <summary>
/// Which rows of a full segment have a word, and how often: an inverted list, four bytes an occurrence. Immutable.
/// </summary>
internal sealed class Postings
{
    private readonly ulong[] _words;
    private readonly int[] _starts;
    private readonly ushort[] _rows;
    private readonly ushort[] _counts;

    private Postings(ulong[] words, int[] starts, ushort[] rows, ushort[] counts)
    {
        _words = words;
        _starts = starts;
        _rows = rows;
        _counts = counts;
    }

    /// <summary>Turns the words of rows around.</summary>
    public static Postings Of(ReadOnlySpan<TextStatistics> texts)
    {
        var total = 0;
        foreach (var text in texts)
            total += text.Words.Length;
        var (keys, rows, counts) = (new ulong[total], new ushort[total], new ushort[total]);
        var order = new int[total];
        var next = 0;
        for (var row = 0; row < texts.Length; row++)
        {
            for (var i = 0; i < texts[row].Words.Length; i++, next++)
            {
                order[next] = next;
                keys[next] = texts[row].Words[i];
                rows[next] = (ushort)row;
                counts[next] = texts[row].Counts[i];
            }
        }
        Array.Sort(keys, order);
        var (words, starts) = (new List<ulong>(), new List<int>());
        for (var i = 0; i < total; i++)
        {
            if (i > 0 && keys[i] == keys[i - 1])
                continue;
            words.Add(keys[i]);
            starts.Add(i);
        }
        starts.Add(total);
        return new Postings(
            [.. words], [.. starts], Array.ConvertAll(order, i => rows[i]), Array.ConvertAll(order, i => counts[i]));
    }

    /// <summary>The rows that have the word, in no order, and how often each.</summary>
    public PostingList Find(ulong word)
    {
        var index = Array.BinarySearch(_words, word);
        if (index < 0)
            return default;
        var (start, end) = (_starts[index], _starts[index + 1]);
        return new PostingList(_rows.AsMemory(start..end), _counts.AsMemory(start..end));
    }

    /// <summary>The words of each row again.</summary>
    public TextStatistics[] Invert(ReadOnlySpan<int> wordCounts)
    {
        var words = new List<ulong>[wordCounts.Length];
        var counts = new List<ushort>[wordCounts.Length];
        for (var row = 0; row < wordCounts.Length; row++)
            (words[row], counts[row]) = ([], []);
        for (var word = 0; word < _words.Length; word++)
        {
            for (var i = _starts[word]; i < _starts[word + 1]; i++)
            {
                words[_rows[i]].Add(_words[word]);
                counts[_rows[i]].Add(_counts[i]);
            }
        }
        var texts = new TextStatistics[wordCounts.Length];
        for (var row = 0; row < texts.Length; row++)
            texts[row] = new TextStatistics([.. words[row]], [.. counts[row]], wordCounts[row]);
        return texts;
    }
}

/// <summary>The rows that have a word.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Counts">How often each of them has it.</param>
internal readonly record struct PostingList(ReadOnlyMemory<ushort> Rows, ReadOnlyMemory<ushort> Counts);
