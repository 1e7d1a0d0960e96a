using System.Runtime.InteropServices;
using System.Text.Json;

namespace Trivium.Cosmos.Sql.Values;

/// <summary>
/// A value's size when written, roughly. A short query can double a value again and again by referring to it twice;
/// in memory that costs nothing, but writing or comparing it would never end. So what a query builds is bounded.
/// </summary>
internal static class ValueWeight
{
    /// <summary>The heaviest value a query may build: sixteen times a response page of the service.</summary>
    public const long WeightBytesMax = 64L * 1024 * 1024;

    private const int ScalarBytes = 8;

    public static long Of(JsonElement element) => JsonMarshal.GetRawUtf8Value(element).Length;

    public static long Of(CosmosValue value) => value.Kind switch
    {
        CosmosValueKind.String => value.AsString().Length,
        CosmosValueKind.Array => value.ArrayNode.Weight,
        CosmosValueKind.Object => value.ObjectNode.Weight,
        _ => ScalarBytes,
    };

    public static long Sum(CosmosValue[] items)
    {
        long sum = ScalarBytes;
        foreach (var item in items) sum += Of(item);
        return Check(sum);
    }

    public static long Sum(KeyValuePair<string, CosmosValue>[] properties)
    {
        long sum = ScalarBytes;
        foreach (var property in properties) sum += property.Key.Length + Of(property.Value);
        return Check(sum);
    }

    public static long Check(long weight) => weight <= WeightBytesMax
        ? weight
        : throw new SqlException(
            SqlErrorCodes.LimitExceeded, default,
            $"the query builds a value of {weight} bytes, more than the {WeightBytesMax} allowed; select less or "
            + "split the query.");
}
