using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Trivium.Benchmarks.Ingestion;

/// <summary>
/// A CSV of some size as a stream that is made as it is read, so that it takes no memory; seeded: it is the same in
/// every run. Rows have some 130 bytes: an integer, a date, words in English and Japanese, two numbers and a note.
/// </summary>
/// <param name="seed">Another one, another table.</param>
/// <param name="sizeBytesMax">The last row ends before that.</param>
internal sealed class GeneratedCsv(int seed, long sizeBytesMax) : Stream
{
    private static readonly string[] _regions = ["north", "south", "east", "west", "東京", "大阪", "札幌", "福岡"];

    private static readonly string[] _words =
        ["bolt", "nut", "washer", "bracket", "hinge", "valve", "pump", "filter", "cable", "switch", "relay", "sensor"];

    private readonly Random _random = new(seed);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly StringBuilder _text = new();
    private byte[] _row = "number,ordered,region,product,quantity,price,note\n"u8.ToArray();
    private int _used;
    private long _given;
    private string? _sha256;

    /// <summary>How many rows were given out, without the header.</summary>
    public int Rows { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("It is known at the end only.");

    public override long Position
    {
        get => throw new NotSupportedException("It is read once.");
        set => throw new NotSupportedException("It is read once.");
    }

    /// <summary>The hash of all that was read, in hexadecimal digits.</summary>
    public string Sha256 => _sha256 ?? Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override int Read(Span<byte> buffer)
    {
        int count = 0;
        while (count < buffer.Length)
        {
            if (_used == _row.Length && !TryNext()) break;

            int piece = Math.Min(buffer.Length - count, _row.Length - _used);
            _row.AsSpan(_used, piece).CopyTo(buffer[count..]);
            (_used, count) = (_used + piece, count + piece);
        }

        _hash.AppendData(buffer[..count]);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("It is read once.");

    public override void SetLength(long value) => throw new NotSupportedException("It is read only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read only.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Whoever sends it disposes of it, and is asked for its hash after that.
            _sha256 ??= Sha256;
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool TryNext()
    {
        byte[] next = Next();
        if (_given + next.Length > sizeBytesMax) return false;

        Rows++;
        _given += next.Length;
        (_row, _used) = (next, 0);
        return true;
    }

    private byte[] Next()
    {
        var ordered = DateOnly.FromDayNumber(738_000 + _random.Next(3_000));
        _text.Clear().Append(
            CultureInfo.InvariantCulture,
            $"{Rows},{ordered:yyyy-MM-dd},{Pick(_regions)},{Pick(_words)} {Pick(_words)},{_random.Next(1, 500)},");
        _text.Append(CultureInfo.InvariantCulture, $"{_random.Next(100, 900_000) / 100m:0.00},\"");
        for (int word = 0; word < 11; word++) _text.Append(Pick(_words)).Append(word == 5 ? ", " : " ");
        return Encoding.UTF8.GetBytes(_text.Append("end\"\n").ToString());
    }

    private string Pick(string[] of) => of[_random.Next(of.Length)];
}
