using System.Text;

namespace Trivium.Extraction.Streaming;

/// <summary>
/// The text of a source whose bytes come in piece by piece: what is decoded and not yet consumed, and for every place
/// in it where in the bytes reading can begin again. The text does not depend on how the bytes are cut into pieces.
/// </summary>
internal sealed class StreamedText
{
    /// <summary>64 KiB are decoded at a time: so much is decoded in vain when reading begins at a position.</summary>
    private const int SegmentBytesMax = 64 * 1024;

    /// <summary>4 MiB: a charset that nowhere in so much lets a character end is not that of a table.</summary>
    private const int UncutBytesMax = 4 * 1024 * 1024;

    private readonly Encoding encoding;
    private readonly Queue<(long At, long Offset)> segments = new();
    private byte[] pending = new byte[SegmentBytesMax];
    private int filled;
    private long offset;
    private char[] buffer = new char[2 * SegmentBytesMax];
    private int start;
    private int end;
    private long consumed;
    private int skip;

    /// <param name="encoding">The charset, throwing on bytes that are not valid.</param>
    /// <param name="position">Where the bytes that are fed begin.</param>
    public StreamedText(Encoding encoding, TextPosition position)
    {
        (this.encoding, offset, skip) = (encoding, position.Offset, position.Skip);
        consumed = -skip;
    }

    /// <summary>What is decoded and not consumed.</summary>
    public ReadOnlySpan<char> Span => buffer.AsSpan(start, end - start);

    /// <summary>Nothing comes after <see cref="Span"/>.</summary>
    public bool IsLast { get; private set; }

    /// <summary>How many UTF-16 units were consumed.</summary>
    public long Consumed => consumed;

    /// <summary>Where <see cref="Span"/> begins.</summary>
    public TextPosition PositionIn(int line)
    {
        while (segments.Count > 1 && segments.ElementAt(1).At <= consumed)
            segments.Dequeue();
        return segments.TryPeek(out var segment)
            ? new(segment.Offset, (int)(consumed - segment.At), line)
            : new(offset, 0, line);
    }

    /// <summary>Adds bytes of the source; the last ones may be none.</summary>
    /// <exception cref="ContentException">They are not valid in the charset.</exception>
    public void Feed(ReadOnlySpan<byte> bytes, bool isLast)
    {
        while (!bytes.IsEmpty || isLast)
        {
            var taken = Math.Min(bytes.Length, pending.Length - filled);
            bytes[..taken].CopyTo(pending.AsSpan(filled));
            filled += taken;
            bytes = bytes[taken..];
            IsLast = isLast && bytes.IsEmpty;
            var cut = IsLast ? filled : CutPoints.Last(encoding, pending.AsSpan(0, filled));
            if (cut > 0)
                Decode(cut);
            else if (filled == pending.Length)
                Grow();
            if (IsLast)
                return;
        }
    }

    /// <summary>Leaves the first of <see cref="Span"/> behind.</summary>
    public void Consume(int count)
    {
        start += count;
        consumed += count;
    }

    private void Decode(int length)
    {
        SourceText.RequireValid(pending.AsSpan(0, length), encoding, offset);
        var room = encoding.GetMaxCharCount(length);
        if (buffer.Length - end < room)
            MakeRoom(room);
        segments.Enqueue((consumed + (end - start), offset));
        end += encoding.GetChars(pending.AsSpan(0, length), buffer.AsSpan(end));
        offset += length;
        pending.AsSpan(length, filled - length).CopyTo(pending);
        filled -= length;
        var skipped = Math.Min(skip, end - start);
        skip -= skipped;
        Consume(skipped);
    }

    private void MakeRoom(int room)
    {
        var kept = end - start;
        var target = kept + room > buffer.Length ? new char[Math.Max(buffer.Length * 2, kept + room)] : buffer;
        Span.CopyTo(target);
        (buffer, start, end) = (target, 0, kept);
    }

    private void Grow()
    {
        if (pending.Length >= UncutBytesMax)
            throw ContentException.ForInvalid(
                $"Around byte {offset} the source has {UncutBytesMax} bytes of {encoding.WebName} that cannot be read in "
                + "pieces. Convert it to UTF-8.");
        Array.Resize(ref pending, pending.Length * 2);
    }
}
