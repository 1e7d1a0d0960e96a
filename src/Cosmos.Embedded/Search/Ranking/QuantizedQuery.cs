using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Trivium.Cosmos.Sql.Evaluation;

namespace Trivium.Cosmos.Embedded.Search.Ranking;

/// <summary>
/// The vector searched for as integers, to be multiplied with quantized rows. From their product follow the bounds
/// between which the exact score must lie: rounding took at most the stored error off the row and
/// <c>_error</c> off the query, and by Cauchy-Schwarz a product can be off by no more than lengths times errors.
/// </summary>
internal sealed class QuantizedQuery
{
    // 12 bits: 4,096 products with 7-bit codes still fit into 32 bits.
    private const float CodeMax = 4095;

    // How far sums of floats may be off, relative to the lengths, for each addition in a row: generously.
    private const double RoundingPerAddition = 1.0 / (1 << 22);

    private readonly short[] _codes;
    private readonly VectorDistanceFunction _function;
    private readonly double _scale;
    private readonly double _length;
    private readonly double _quantizedLength;
    private readonly double _error;
    private readonly double _rounding;

    public QuantizedQuery(ReadOnlySpan<float> vector, VectorDistanceFunction function)
    {
        _function = function;
        _codes = new short[vector.Length];
        var max = 0f;
        foreach (var number in vector)
            max = Math.Max(max, Math.Abs(number));
        _scale = float.IsNormal(max) ? max / CodeMax : 0;
        double error = 0, squares = 0, quantized = 0;
        for (var i = 0; i < vector.Length; i++)
        {
            _codes[i] = _scale > 0 ? (short)Math.Clamp(Math.Round(vector[i] / _scale), -CodeMax, CodeMax) : (short)0;
            var value = _codes[i] * _scale;
            error += (vector[i] - value) * (vector[i] - value);
            quantized += value * value;
            squares += (double)vector[i] * vector[i];
        }
        IsComputable = QuantizedVectors.IsComputable(squares);
        (_length, _quantizedLength, _error) = (Math.Sqrt(squares), Math.Sqrt(quantized), Math.Sqrt(error));
        _rounding = ((double)vector.Length / Vector<float>.Count + 16) * RoundingPerAddition;
    }

    /// <summary>Whether floats can compute with the vector.</summary>
    public bool IsComputable { get; }

    /// <summary>The bounds of a row's score, higher being better (of Euclidean distances the negative).</summary>
    public (double Low, double High) Estimate(QuantizedVectors rows, int row)
    {
        double norm = rows.Norms[row];
        var product = (double)Dot(_codes, rows.Codes(row)) * _scale * rows.Scales[row];
        var bound = (_quantizedLength * rows.Errors[row]) + (_error * norm) + (_rounding * _length * norm);
        if (_function == VectorDistanceFunction.DotProduct)
            return (product - bound, product + bound);
        if (_function == VectorDistanceFunction.Cosine)
        {
            var lengths = _length * norm;
            return lengths == 0 ? (0, 0) : ((product - bound) / lengths, (product + bound) / lengths);
        }
        // |a - b|² = |a|² + |b|² - 2ab
        var sum = (_length * _length) + (norm * norm);
        var slack = (2 * bound) + (_rounding * sum);
        var square = sum - (2 * product);
        return (-Math.Sqrt(Math.Max(0, square + slack)), -Math.Sqrt(Math.Max(0, square - slack)));
    }

    private static int Dot(ReadOnlySpan<short> query, ReadOnlySpan<sbyte> row)
    {
        ref var a = ref MemoryMarshal.GetReference(query);
        ref var b = ref MemoryMarshal.GetReference(row);
        var (sum, i) = (0, 0);
        if (Avx2.IsSupported)
        {
            Vector256<int> first = default, second = default;
            for (; i <= row.Length - 32; i += 32)
            {
                var low = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref b, (nuint)i));
                var high = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref b, (nuint)i + 16));
                first += Avx2.MultiplyAddAdjacent(low, Vector256.LoadUnsafe(ref a, (nuint)i));
                second += Avx2.MultiplyAddAdjacent(high, Vector256.LoadUnsafe(ref a, (nuint)i + 16));
            }
            sum = Vector256.Sum(first + second);
        }
        else
        {
            Vector128<int> sums = default;
            for (; i <= row.Length - 16; i += 16)
            {
                var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref b, (nuint)i));
                sums += Products(low, Vector128.LoadUnsafe(ref a, (nuint)i));
                sums += Products(high, Vector128.LoadUnsafe(ref a, (nuint)i + 8));
            }
            sum = Vector128.Sum(sums);
        }
        for (; i < row.Length; i++)
            sum += query[i] * row[i];
        return sum;
    }

    private static Vector128<int> Products(Vector128<short> left, Vector128<short> right)
    {
        var (leftLow, leftHigh) = Vector128.Widen(left);
        var (rightLow, rightHigh) = Vector128.Widen(right);
        return (leftLow * rightLow) + (leftHigh * rightHigh);
    }
}
