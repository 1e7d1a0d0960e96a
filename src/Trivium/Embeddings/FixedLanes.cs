using System.Runtime.Intrinsics;

namespace Trivium.Embeddings;

/// <summary>
/// Arithmetic on whole vectors in four lanes, whatever width the processor has: sums are added up in the same order on every
/// machine, and each operation rounds as IEEE 754 demands. No product and sum are fused. Lengths are multiples of 4.
/// </summary>
internal static class FixedLanes
{
    public const int Count = 4;

    /// <summary>The Euclidean length.</summary>
    public static double Norm(ReadOnlySpan<int> values)
    {
        var squares = Vector256<double>.Zero;
        for (var i = 0; i < values.Length; i += Count)
        {
            var four = ToDoubles(values[i..]);
            squares += four * four;
        }

        return Math.Sqrt(Sum(squares));
    }

    /// <summary>The weighted sum of two vectors, and its length.</summary>
    public static double AddWeighted(
        ReadOnlySpan<int> first, double firstWeight, ReadOnlySpan<int> second, double secondWeight, Span<double> sum)
    {
        var squares = Vector256<double>.Zero;
        for (var i = 0; i < sum.Length; i += Count)
        {
            var four = ToDoubles(first[i..]) * firstWeight + ToDoubles(second[i..]) * secondWeight;
            four.CopyTo(sum[i..]);
            squares += four * four;
        }

        return Math.Sqrt(Sum(squares));
    }

    /// <summary>Each component times a factor, rounded to a fraction of 1 / <paramref name="scale"/>.</summary>
    public static void ScaleAndRound(ReadOnlySpan<double> values, double factor, double scale, Span<float> result)
    {
        for (var i = 0; i < values.Length; i += Count)
        {
            var four = Vector256.Round(Vector256.Create(values[i..(i + Count)]) * factor * scale) / scale;
            Vector256.Narrow(four, four).GetLower().CopyTo(result[i..]);
        }
    }

    private static Vector256<double> ToDoubles(ReadOnlySpan<int> values)
    {
        var four = Vector128.Create(values[..Count]);
        return Vector256.Create(Convert(four), Convert(Vector128.Shuffle(four, Vector128.Create(2, 3, 2, 3))));

        static Vector128<double> Convert(Vector128<int> pair) => Vector128.ConvertToDouble(Vector128.WidenLower(pair));
    }

    private static double Sum(Vector256<double> lanes) => lanes[0] + lanes[1] + (lanes[2] + lanes[3]);
}
