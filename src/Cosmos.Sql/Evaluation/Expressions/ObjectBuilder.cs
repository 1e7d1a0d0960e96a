using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation.Expressions;

/// <summary>Builds objects of fixed names.</summary>
internal static class ObjectBuilder
{
    public static Scalar Of(string[] names, Scalar[] values)
    {
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length) return WithRepeatedNames(names, values);
        return frame =>
        {
            var properties = new KeyValuePair<string, CosmosValue>[names.Length];
            var count = 0;
            for (var i = 0; i < names.Length; i++)
            {
                var value = values[i](frame);
                if (value.IsDefined) properties[count++] = new(names[i], value);
            }

            return CosmosValue.FromDefinedObject(count == names.Length ? properties : properties[..count]);
        };
    }

    private static Scalar WithRepeatedNames(string[] names, Scalar[] values) => frame =>
    {
        var properties = new KeyValuePair<string, CosmosValue>[names.Length];
        for (var i = 0; i < names.Length; i++) properties[i] = new(names[i], values[i](frame));
        return CosmosValue.FromObject(properties);
    };
}
