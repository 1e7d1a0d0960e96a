using System.Globalization;
using System.Text;

namespace Trivium.Tests.Extraction.Streaming;

/// <summary>A CSV source that is made as it is read, and says how much is held meanwhile.</summary>
internal sealed class GeneratedCsv(long rows) : Stream
{
    private const int RecordBytes = 64;
    private const int LookEveryBytes = 32 * 1024 * 1024;
    private long looked;

    /// <summary>The most that was held at any look, without what only waits to be collected.</summary>
    public long HeldBytesMax { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => (rows + 1) * RecordBytes;

    public override long Position { get; set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = 0;
        while (read < buffer.Length && Position < Length)
        {
            var record = Encoding.ASCII.GetBytes(Record((Position / RecordBytes) - 1).PadRight(RecordBytes - 1) + "\n");
            var rest = record.AsSpan((int)(Position % RecordBytes));
            var count = Math.Min(rest.Length, buffer.Length - read);
            rest[..count].CopyTo(buffer.Span[read..]);
            read += count;
            Position += count;
        }

        if (Position - looked >= LookEveryBytes || Position < looked)
        {
            looked = Position;
            HeldBytesMax = Math.Max(HeldBytesMax, GC.GetTotalMemory(forceFullCollection: true));
        }

        return ValueTask.FromResult(read);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    private static string Record(long row) => row < 0
        ? "id,region,amount,day,active"
        : string.Create(CultureInfo.InvariantCulture, $"{row},tokyo,\"{row % 9_000 + 1_000:N2}\",2026/{row % 12 + 1}/05,yes");
}
