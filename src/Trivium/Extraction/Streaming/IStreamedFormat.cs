using System.Text;
using System.Text.Json;

namespace Trivium.Extraction.Streaming;

/// <summary>
/// A format whose sources are read record by record and never held: one pass finds out everything but the rows, and
/// remembers places from which any range of rows is read by itself.
/// </summary>
internal interface IStreamedFormat : ISourceFormat
{
    /// <summary>False for a format that is Unicode unless something says otherwise.</summary>
    bool DetectsCharset { get; }

    /// <summary>Begins a pass over a source.</summary>
    /// <param name="encoding">Its charset.</param>
    /// <param name="start">Where its text begins: behind a byte order mark.</param>
    /// <param name="keeping">Which rows are kept.</param>
    ITableScan Scan(Encoding encoding, TextPosition start, RowKeeping keeping);

    /// <summary>Begins to read rows.</summary>
    /// <param name="layout">What <see cref="StreamedRows.Layout"/> says.</param>
    /// <param name="encoding">The charset.</param>
    /// <param name="start">One of <see cref="StreamedRows.Positions"/>; bytes are fed from its offset on.</param>
    IRowReader ReadRows(JsonElement layout, Encoding encoding, TextPosition start);
}

/// <summary>One pass over a source.</summary>
internal interface ITableScan
{
    /// <summary>Takes in the next bytes; the last ones may be none.</summary>
    /// <exception cref="ContentException">The source is not what its content type says.</exception>
    void Feed(ReadOnlySpan<byte> bytes, bool isLast);

    /// <summary>What the source is, once the last bytes were fed.</summary>
    ExtractedDocument Complete(ExtractionHints hints);
}

/// <summary>Reads the rows of a table from some row on.</summary>
internal interface IRowReader
{
    /// <summary>How much text was read, in UTF-16 units.</summary>
    long CharsRead { get; }

    /// <summary>Takes in the next bytes; the last ones may be none.</summary>
    void Feed(ReadOnlySpan<byte> bytes, bool isLast);

    /// <summary>The next row; false where more bytes are needed first.</summary>
    bool TryRead(out IReadOnlyDictionary<string, JsonElement> row);
}
