using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Trivium.Documents.Batches;

/// <summary>The lines of a body, one at a time: no more of it is in memory than the line being read.</summary>
internal static class BatchLines
{
    /// <summary>
    /// The lines with their numbers, from 1; empty ones are left out. A line over the limit has no bytes, and what follows
    /// it is read on.
    /// </summary>
    /// <param name="body">NDJSON.</param>
    /// <param name="lineSizeBytesMax">The longest line.</param>
    /// <param name="bodySizeBytesMax">All of it; what is beyond is not read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async IAsyncEnumerable<BatchInput> ReadAsync(
        Stream body,
        int lineSizeBytesMax,
        long bodySizeBytesMax,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(body, new(bufferSize: 64 * 1024, leaveOpen: true));
        var line = new LineBuffer(lineSizeBytesMax);
        long read = 0;
        try
        {
            while (true)
            {
                ReadResult result = await reader.ReadAsync(cancellationToken);
                ReadOnlySequence<byte> rest = result.Buffer;
                read += rest.Length;
                if (read > bodySizeBytesMax)
                {
                    yield return new(line.Number, null, BatchFault.BodyTooLarge);
                    yield break;
                }

                while (rest.PositionOf((byte)'\n') is { } end)
                {
                    line.Append(rest.Slice(0, end));
                    rest = rest.Slice(rest.GetPosition(1, end));
                    if (line.Take() is { } whole) yield return whole;
                }

                line.Append(rest);
                reader.AdvanceTo(result.Buffer.End);
                if (!result.IsCompleted) continue;

                if (line.Take() is { } last) yield return last;
                yield break;
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    /// <summary>The line that is being put together.</summary>
    private sealed class LineBuffer(int sizeBytesMax)
    {
        private readonly ArrayBufferWriter<byte> _bytes = new();
        private bool _tooLong;

        public int Number { get; private set; } = 1;

        public void Append(ReadOnlySequence<byte> part)
        {
            _tooLong |= _bytes.WrittenCount + part.Length > sizeBytesMax;
            if (_tooLong) return;

            foreach (ReadOnlyMemory<byte> segment in part) _bytes.Write(segment.Span);
        }

        /// <summary>Ends the line; null where it is empty.</summary>
        public BatchInput? Take()
        {
            bool isEmpty = !_tooLong && _bytes.WrittenSpan.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r') < 0;
            BatchInput? taken = isEmpty
                ? null
                : new(Number, _tooLong ? null : _bytes.WrittenSpan.ToArray(), _tooLong ? BatchFault.LineTooLarge : null);
            Number++;
            _tooLong = false;
            _bytes.ResetWrittenCount();
            return taken;
        }
    }
}

/// <summary>One line of a batch.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Bytes">Its bytes; null where there is a fault.</param>
/// <param name="Fault">Why it cannot be read.</param>
internal sealed record BatchInput(int Line, byte[]? Bytes, BatchFault? Fault);

/// <summary>Why a line cannot be read.</summary>
internal enum BatchFault
{
    /// <summary>The line is over its limit.</summary>
    LineTooLarge,

    /// <summary>The body is over its limit: nothing after this line is read.</summary>
    BodyTooLarge,
}
