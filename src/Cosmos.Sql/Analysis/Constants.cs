using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Analysis;

/// <summary>Values known before the query runs.</summary>
internal sealed class Constants(IReadOnlyDictionary<string, CosmosValue>? parameters)
{
    public bool TryGet(SqlExpression expression, out CosmosValue value)
    {
        value = default;
        switch (expression)
        {
            case LiteralExpression literal:
                value = literal.Value;
                return value.IsDefined;
            case ParameterExpression parameter:
                return parameters?.TryGetValue(parameter.Name, out value) == true && value.IsDefined;
            case ArrayExpression array:
                var elements = new CosmosValue[array.Elements.Count];
                for (var i = 0; i < elements.Length; i++)
                    if (!TryGet(array.Elements[i], out elements[i])) return false;
                value = CosmosValue.FromDefinedArray(elements);
                return true;
            default:
                return false;
        }
    }

    public int? Count(SqlExpression expression) =>
        TryGet(expression, out var value) && value.IsNumber && value.AsNumber() is >= 0 and <= int.MaxValue
            ? (int)value.AsNumber()
            : null;
}
