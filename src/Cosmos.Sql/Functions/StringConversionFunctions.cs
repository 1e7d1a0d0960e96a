using System.Globalization;
using System.Text;
using System.Text.Json;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>Strings to other types and back; undefined when the string is not of the wanted form.</summary>
internal static class StringConversionFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        FunctionDefinition.Of("StringToArray", static text => Json(text, CosmosValueKind.Array)),
        FunctionDefinition.Of("StringToBoolean", static text => Json(text, CosmosValueKind.Boolean)),
        FunctionDefinition.Of("StringToNull", static text => Json(text, CosmosValueKind.Null)),
        FunctionDefinition.Of("StringToObject", static text => Json(text, CosmosValueKind.Object)),
        FunctionDefinition.Of("StringToNumber", ToNumber),
        FunctionDefinition.Of("ToString", static value => value.IsUndefined ? default
            : value.IsString ? value
            : CosmosValue.FromText(value.ToString().Trim('"'))),
    ];

    private static CosmosValue Json(CosmosValue text, CosmosValueKind kind)
    {
        if (!text.IsString) return default;
        try
        {
            var value = CosmosValue.Parse(Encoding.UTF8.GetBytes(text.AsString()));
            return value.Kind == kind ? value : default;
        }
        catch (JsonException)
        {
            return default; // Not JSON: the function is not defined for it.
        }
    }

    private static CosmosValue ToNumber(CosmosValue text)
    {
        if (!text.IsString) return default;
        const NumberStyles style = NumberStyles.Float;
        return double.TryParse(text.AsString(), style, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? CosmosValue.FromNumber(number)
            : default;
    }
}
