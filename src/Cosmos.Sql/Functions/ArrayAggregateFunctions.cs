using Trivium.Cosmos.Sql.Aggregates;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>Aggregates over the elements of one array.</summary>
internal static class ArrayAggregateFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        Of("ARRAY_AVG", "AVG"),
        Of("ARRAY_MAX", "MAX"),
        Of("ARRAY_MIN", "MIN"),
        Of("ARRAY_SUM", "SUM"),
        FunctionDefinition.Of("ARRAY_MEDIAN", Median),
    ];

    private static FunctionDefinition Of(string name, string aggregate)
    {
        var factory = AggregateTable.FactoryOf(aggregate);
        return FunctionDefinition.Of(name, array =>
        {
            if (!array.IsArray) return default;
            var accumulator = factory();
            foreach (var item in array.ArrayNode.Items) accumulator.Add(item);
            return accumulator.Result();
        });
    }

    private static CosmosValue Median(CosmosValue array)
    {
        if (!array.IsArray || array.ArrayLength == 0) return default;
        var items = array.ArrayNode.Items;
        if (!Array.TrueForAll(items, item => item.IsNumber)) return default;
        var numbers = Array.ConvertAll(items, item => item.AsNumber());
        Array.Sort(numbers);
        var middle = numbers.Length / 2;
        return CosmosValue.FromNumber(
            numbers.Length % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2);
    }
}
