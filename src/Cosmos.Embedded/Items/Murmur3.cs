using System.Buffers.Binary;
using System.Numerics;

namespace Trivium.Cosmos.Embedded.Items;

/// <summary>
/// MurmurHash3 x64-128 by Austin Appleby (public domain), seed 0: the hash behind effective partition keys.
/// </summary>
internal static class Murmur3
{
    private const ulong C1 = 0x87C37B91114253D5;
    private const ulong C2 = 0x4CF5AD432745937F;

    /// <summary>Writes h1 and h2, little-endian, to the first 16 bytes of <paramref name="hash"/>.</summary>
    public static void Hash128(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        ulong h1 = 0, h2 = 0;
        var length = (ulong)data.Length;
        for (; data.Length >= 16; data = data[16..])
        {
            h1 ^= MixK1(BinaryPrimitives.ReadUInt64LittleEndian(data));
            h1 = (BitOperations.RotateLeft(h1, 27) + h2) * 5 + 0x52DCE729;
            h2 ^= MixK2(BinaryPrimitives.ReadUInt64LittleEndian(data[8..]));
            h2 = (BitOperations.RotateLeft(h2, 31) + h1) * 5 + 0x38495AB5;
        }
        if (data.Length > 0)
        {
            Span<byte> tail = stackalloc byte[16];
            tail.Clear();
            data.CopyTo(tail);
            if (data.Length > 8)
                h2 ^= MixK2(BinaryPrimitives.ReadUInt64LittleEndian(tail[8..]));
            h1 ^= MixK1(BinaryPrimitives.ReadUInt64LittleEndian(tail));
        }
        h1 ^= length;
        h2 ^= length;
        h1 += h2;
        h2 += h1;
        h1 = Finalise(h1);
        h2 = Finalise(h2);
        h1 += h2;
        h2 += h1;
        BinaryPrimitives.WriteUInt64LittleEndian(hash, h1);
        BinaryPrimitives.WriteUInt64LittleEndian(hash[8..], h2);
    }

    private static ulong MixK1(ulong k) => BitOperations.RotateLeft(k * C1, 31) * C2;

    private static ulong MixK2(ulong k) => BitOperations.RotateLeft(k * C2, 33) * C1;

    private static ulong Finalise(ulong k)
    {
        k = (k ^ (k >> 33)) * 0xFF51AFD7ED558CCD;
        k = (k ^ (k >> 33)) * 0xC4CEB9FE1A85EC53;
        return k ^ (k >> 33);
    }
}
