namespace Trivium.Cosmos.Embedded.Search;

/// <summary>
/// The vectors of a segment's rows as 8-bit integers, a quarter of their size as floats, with what is needed to say how
/// far off a distance computed from them can be.
/// </summary>
internal sealed class QuantizedVectors(int dimensions, int capacity)
{
    private const float CodeMax = 127;

    // Lengths are rounded up when they become floats, so that a bound made of them holds.
    private const double RoundingUp = 1 + 1e-6;

    // Far above the smallest float, so that what single products lose does not count.
    private const double SquaresMin = 1e-28;

    private readonly sbyte[] _codes = new sbyte[dimensions * capacity];

    /// <summary>What a code of 1 stands for.</summary>
    public float[] Scales { get; } = new float[capacity];

    /// <summary>At most the length of what rounding took off the vector.</summary>
    public float[] Errors { get; } = new float[capacity];

    /// <summary>The vector's length, or slightly more; -1 where a row has no vector.</summary>
    public float[] Norms { get; } = new float[capacity];

    public ReadOnlySpan<sbyte> Codes(int row) => _codes.AsSpan(row * dimensions, dimensions);

    /// <summary>Sets a row's vector.</summary>
    /// <returns>Whether floats can compute with it: not so when its squares overflow or underflow.</returns>
    public bool Set(int row, float[]? vector)
    {
        if (vector is null)
        {
            Norms[row] = -1;
            return true;
        }
        var max = 0f;
        foreach (var number in vector)
            max = Math.Max(max, Math.Abs(number));
        var scale = max / CodeMax;
        var codes = _codes.AsSpan(row * dimensions, dimensions);
        double error = 0, norm = 0;
        for (var i = 0; i < vector.Length; i++)
        {
            // A scale too small to divide by leaves the codes at 0, and all of the vector is error.
            codes[i] = float.IsNormal(scale) ? (sbyte)Math.Clamp(MathF.Round(vector[i] / scale), -CodeMax, CodeMax)
                : (sbyte)0;
            var off = vector[i] - ((double)codes[i] * scale);
            error += off * off;
            norm += (double)vector[i] * vector[i];
        }
        Scales[row] = scale;
        Errors[row] = (float)(Math.Sqrt(error) * RoundingUp);
        Norms[row] = (float)(Math.Sqrt(norm) * RoundingUp);
        return IsComputable(norm);
    }

    /// <summary>Whether the squares of a vector, whose sum this is, can be summed as floats without harm.</summary>
    public static bool IsComputable(double squares) => squares is 0 or (> SquaresMin and < float.MaxValue);

    /// <summary>The same rows with room for more.</summary>
    public QuantizedVectors Grow(int newCapacity)
    {
        var grown = new QuantizedVectors(dimensions, newCapacity);
        _codes.CopyTo(grown._codes, 0);
        Scales.CopyTo(grown.Scales, 0);
        Errors.CopyTo(grown.Errors, 0);
        Norms.CopyTo(grown.Norms, 0);
        return grown;
    }

    /// <summary>Takes over a row of another segment.</summary>
    public void CopyRow(int row, QuantizedVectors from, int fromRow)
    {
        from.Codes(fromRow).CopyTo(_codes.AsSpan(row * dimensions, dimensions));
        Scales[row] = from.Scales[fromRow];
        Errors[row] = from.Errors[fromRow];
        Norms[row] = from.Norms[fromRow];
    }
}
