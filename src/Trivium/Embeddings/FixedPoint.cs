using System.Numerics;

namespace Trivium.Embeddings;

/// <summary>
/// Weights as whole numbers, so that sums do not depend on their order and the same text has the same vector on every
/// machine: the logarithm of a mathematical library may differ in its last bit from one to the next.
/// </summary>
internal static class FixedPoint
{
    /// <summary>A weight of 1.</summary>
    public const int One = 1024;

    private const int FractionBits = 16;

    /// <summary>The natural logarithm of 2 in 16 binary places.</summary>
    private const long LogarithmOfTwo = 45_426;

    /// <summary>The logarithm to base 2 in 16 binary places, by repeated squaring.</summary>
    /// <param name="value">1 or more.</param>
    public static long Log2(uint value)
    {
        var whole = BitOperations.Log2(value);
        var mantissa = (ulong)value << (31 - whole);
        long result = whole;
        for (var bit = 0; bit < FractionBits; bit++)
        {
            mantissa = mantissa * mantissa >> 31;
            var isTwo = mantissa >> 32;
            mantissa >>= (int)isTwo;
            result = result << 1 | (long)isTwo;
        }

        return result;
    }

    /// <summary>Almost all features of a chunk occur less often.</summary>
    private const int FrequenciesCount = 256;

    private static readonly int[] Frequencies = [0, .. Enumerable.Range(1, FrequenciesCount - 1).Select(Logarithm)];

    /// <summary>1 + ln(count), in units of <see cref="One"/>.</summary>
    public static int Frequency(int count) => count < FrequenciesCount ? Frequencies[count] : Logarithm(count);

    private static int Logarithm(int count) => One + (int)(Log2((uint)count) * LogarithmOfTwo * One >> (2 * FractionBits));
}
