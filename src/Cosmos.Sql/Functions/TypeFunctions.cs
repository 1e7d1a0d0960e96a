using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>Questions about a value's type. All are false, not undefined, for undefined.</summary>
internal static class TypeFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        Test("IS_ARRAY", static value => value.IsArray),
        Test("IS_BOOL", static value => value.Kind == CosmosValueKind.Boolean),
        Test("IS_DATETIME", static value => value.IsString && IsoDateTime.TryParse(value.AsString(), out _)),
        Test("IS_DEFINED", static value => value.IsDefined),
        Test("IS_FINITE_NUMBER", static value => value.IsNumber && double.IsFinite(value.AsNumber())),
        Test("IS_INTEGER", static value => value.IsNumber && Integers.TryGet(value, out _)),
        Test("IS_NULL", static value => value.IsNull),
        Test("IS_NUMBER", static value => value.IsNumber),
        Test("IS_OBJECT", static value => value.IsObject),
        Test("IS_PRIMITIVE", static value => value.IsPrimitive),
        Test("IS_STRING", static value => value.IsString),
    ];

    private static FunctionDefinition Test(string name, Func<CosmosValue, bool> test) =>
        FunctionDefinition.Of(name, value => CosmosValue.FromBoolean(test(value)));
}
