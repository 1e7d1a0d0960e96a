using System.Text;
using System.Text.Json;

namespace Trivium.Extraction.Streaming;

/// <summary>How the rows of a table are read from its source. Plain data: any process can read any of them.</summary>
/// <param name="Charset">The charset's name.</param>
/// <param name="Layout">What the format needs to know, in its own terms.</param>
/// <param name="Positions">Where reading can begin, ascending, at most <see cref="RowPositions.CountMax"/>.</param>
/// <param name="Count">How many rows there are.</param>
internal sealed record StreamedRows(
    string Charset, JsonElement Layout, IReadOnlyList<RowPosition> Positions, int Count)
{
    /// <summary>The charset, throwing on bytes that are not valid in it.</summary>
    public Encoding OpenEncoding() => SourceText.TryEncodingNamed(Charset, out var encoding) && encoding is not null
        ? encoding
        : throw new InvalidOperationException($"The charset '{Charset}' of a streamed table is not known any more.");
}

/// <summary>Where a row is.</summary>
/// <param name="Row">The row, from 0.</param>
/// <param name="At">Where its record begins.</param>
internal sealed record RowPosition(int Row, TextPosition At);

/// <summary>Collects the positions of a pass.</summary>
internal sealed class RowPositions
{
    /// <summary>
    /// 256: each is a slice to write, with its entries in the orchestration's history and the ingestion's record; both
    /// stay below a few hundred KB however many rows there are.
    /// </summary>
    public const int CountMax = 256;

    /// <summary>2,000 rows: some 20 batches; fewer would cost more in reading again than in writing.</summary>
    private const int RowsMin = 2_000;

    /// <summary>4 Mi characters: rows of a megabyte are not to make slices of gigabytes.</summary>
    private const int CharsMin = 4 * 1024 * 1024;

    private readonly List<RowPosition> positions = [];
    private int lastRow;
    private long lastConsumed;

    /// <summary>Notes where a row begins, if it is far enough from the last one noted.</summary>
    public void Add(int row, StreamedText text, int line)
    {
        if (row > 0 && row - lastRow < RowsMin && text.Consumed - lastConsumed < CharsMin)
            return;
        positions.Add(new(row, text.PositionIn(line)));
        (lastRow, lastConsumed) = (row, text.Consumed);
    }

    public IReadOnlyList<RowPosition> Complete()
    {
        var every = (positions.Count + CountMax - 1) / CountMax;
        return every <= 1 ? positions : [.. positions.Where((_, index) => index % every == 0)];
    }
}
