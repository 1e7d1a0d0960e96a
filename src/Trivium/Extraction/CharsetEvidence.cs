using System.Buffers;
using System.Text;

namespace Trivium.Extraction;

/// <summary>What the bytes of a source say of its charset, taken in piece by piece.</summary>
internal sealed class CharsetEvidence
{
    /// <summary>64 Ki bytes tell one charset from another as well as all of them.</summary>
    public const int SampleBytesMax = 64 * 1024;

    private readonly byte[] carried = new byte[4];
    private readonly byte[] sample = new byte[SampleBytesMax];
    private int carriedLength;
    private int sampleLength;
    private long length;
    private long longCharacters;
    private long badCharacters;
    private long highBytes;
    private bool hasUnusedBytes;

    /// <summary>The first bytes beyond ASCII and what follows them; empty where all of them are ASCII.</summary>
    public ReadOnlySpan<byte> Sample => sample.AsSpan(0, sampleLength);

    /// <summary>True where the sample ends where the source ends.</summary>
    public bool SampleIsWhole => sampleLength < SampleBytesMax;

    /// <summary>Valid, but perhaps for a character that is cut off at the end.</summary>
    public bool IsUtf8 => badCharacters == 0;

    /// <summary>
    /// Nearly all of what is beyond ASCII is valid UTF-8: of random pairs of bytes above 0x80 about one in four is.
    /// </summary>
    public bool IsDamagedUtf8 => longCharacters >= 8 && longCharacters > badCharacters * 8;

    /// <summary>
    /// No control characters, none of the five bytes Windows-1252 leaves out, and at most half beyond ASCII: Western
    /// languages have an accent in some ten letters.
    /// </summary>
    public bool IsWestern => !hasUnusedBytes && highBytes * 2 <= length;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        length += bytes.Length;
        var first = sampleLength > 0 ? 0 : bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (first >= 0)
        {
            var taken = Math.Min(bytes.Length - first, SampleBytesMax - sampleLength);
            bytes.Slice(first, taken).CopyTo(sample.AsSpan(sampleLength));
            sampleLength += taken;
        }

        foreach (var b in bytes)
        {
            highBytes += b >= 0x80 ? 1 : 0;
            hasUnusedBytes |= b is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f')
                or 0x7F or 0x81 or 0x8D or 0x8F or 0x90 or 0x9D;
        }

        CountCharacters(bytes);
    }

    private void CountCharacters(ReadOnlySpan<byte> bytes)
    {
        while (carriedLength > 0 && !bytes.IsEmpty)
        {
            carried[carriedLength++] = bytes[0];
            bytes = bytes[1..];
            while (carriedLength > 0)
            {
                var status = Rune.DecodeFromUtf8(carried.AsSpan(0, carriedLength), out _, out var used);
                if (status == OperationStatus.NeedMoreData)
                    break;
                Count(status, used);
                carried.AsSpan(used, carriedLength - used).CopyTo(carried);
                carriedLength -= used;
            }
        }

        while (!bytes.IsEmpty)
        {
            var ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            bytes = ascii < 0 ? [] : bytes[ascii..];
            if (bytes.IsEmpty)
                return;
            var status = Rune.DecodeFromUtf8(bytes, out _, out var used);
            if (status == OperationStatus.NeedMoreData)
            {
                bytes.CopyTo(carried);
                carriedLength = bytes.Length;
                return;
            }

            Count(status, used);
            bytes = bytes[used..];
        }
    }

    private void Count(OperationStatus status, int used)
    {
        if (status != OperationStatus.Done)
            badCharacters++;
        else if (used > 1)
            longCharacters++;
    }
}
