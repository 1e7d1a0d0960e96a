using System.Text.Json;

namespace Trivium.Extraction.Streaming;

/// <summary>Rows of a streamed table from one of them on, read from the bytes of its source as they are needed.</summary>
internal sealed class RowStream
{
    private const int BlockBytes = 64 * 1024;

    private readonly Stream source;
    private readonly IRowReader reader;
    private readonly byte[] block = new byte[BlockBytes];
    private bool ended;

    private RowStream(Stream source, IRowReader reader, int nextRow) =>
        (this.source, this.reader, NextRow) = (source, reader, nextRow);

    /// <summary>The row that comes next.</summary>
    public int NextRow { get; private set; }

    /// <summary>How much text was read, in UTF-16 units.</summary>
    public long CharsRead => reader.CharsRead;

    /// <summary>Opens the rows at the last position that is not behind a row.</summary>
    /// <param name="format">The source's format.</param>
    /// <param name="rows">What a pass found out.</param>
    /// <param name="source">The source's bytes; can seek.</param>
    /// <param name="row">From which row on, from 0.</param>
    /// <param name="cancellationToken">Stops it between blocks.</param>
    public static async Task<RowStream> OpenAsync(
        IStreamedFormat format, StreamedRows rows, Stream source, int row, CancellationToken cancellationToken)
    {
        var position = rows.Positions.Last(candidate => candidate.Row <= row);
        source.Position = position.At.Offset;
        var stream = new RowStream(
            source, format.ReadRows(rows.Layout, rows.OpenEncoding(), position.At), position.Row);
        while (stream.NextRow < row)
            await stream.ReadAsync(cancellationToken);
        return stream;
    }

    /// <summary>The next row.</summary>
    /// <exception cref="EndOfStreamException">There is none.</exception>
    public async ValueTask<IReadOnlyDictionary<string, JsonElement>> ReadAsync(CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, JsonElement> row;
        while (!reader.TryRead(out row))
        {
            if (ended)
                throw new EndOfStreamException($"The source ends before row {NextRow}.");
            var read = await source.ReadAsync(block, cancellationToken);
            ended = read == 0;
            reader.Feed(block.AsSpan(0, read), ended);
        }

        NextRow++;
        return row;
    }
}
