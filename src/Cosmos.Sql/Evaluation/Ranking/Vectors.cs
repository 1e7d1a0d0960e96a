using System.Numerics;
using System.Runtime.InteropServices;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation.Ranking;

/// <summary>Vectors out of values, and the distances between them.</summary>
public static class Vectors
{
    /// <summary>The numbers of an array as a vector; null when it is not an array of numbers.</summary>
    public static float[]? Decode(CosmosValue value)
    {
        if (!value.IsArray) return null;
        return value.ArrayNode is JsonArrayNode json ? DecodeJson(json) : DecodeItems(value.ArrayNode.Items);
    }

    /// <summary>The distance or similarity of two vectors of the same length.</summary>
    public static double Distance(
        VectorDistanceFunction function, ReadOnlySpan<float> left, ReadOnlySpan<float> right) =>
        function switch
        {
            VectorDistanceFunction.Cosine => Cosine(left, right),
            VectorDistanceFunction.DotProduct => Dot(left, right),
            VectorDistanceFunction.Euclidean => Euclidean(left, right),
            _ => throw new ArgumentOutOfRangeException(nameof(function), function, "Not a distance function."),
        };

    private static float[]? DecodeJson(JsonArrayNode json)
    {
        var vector = new float[json.Count];
        var index = 0;
        foreach (var element in json.Element.EnumerateArray())
        {
            if (element.ValueKind != System.Text.Json.JsonValueKind.Number) return null;
            vector[index++] = (float)element.GetDouble();
        }

        return vector;
    }

    private static float[]? DecodeItems(CosmosValue[] items)
    {
        var vector = new float[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            if (!items[i].IsNumber) return null;
            vector[i] = (float)items[i].AsNumber();
        }

        return vector;
    }

    // The angle to a vector of no length is not defined; 0, "unrelated", keeps such items in the answer but late.
    private static double Cosine(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var lengths = Math.Sqrt(Dot(left, left)) * Math.Sqrt(Dot(right, right));
        return lengths == 0 ? 0 : Dot(left, right) / lengths;
    }

    private static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sums = Vector<float>.Zero;
        var a = MemoryMarshal.Cast<float, Vector<float>>(left);
        var b = MemoryMarshal.Cast<float, Vector<float>>(right);
        for (var i = 0; i < a.Length; i++) sums += a[i] * b[i];
        double sum = Vector.Sum(sums);
        for (var i = a.Length * Vector<float>.Count; i < left.Length; i++) sum += (double)left[i] * right[i];
        return sum;
    }

    private static double Euclidean(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double sum = 0;
        for (var i = 0; i < left.Length; i++)
        {
            var difference = (double)left[i] - right[i];
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }
}
