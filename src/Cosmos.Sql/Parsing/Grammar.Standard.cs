using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Parsing;

/// <summary>
/// What standard SQL has and the service does not, said in what the service has. A part that has to be said twice is a
/// small one: else a short query could stand for a tree without end.
/// </summary>
internal sealed partial class Grammar
{
    /// <summary>How many nodes a part may have that has to be repeated: a path, or a function of one.</summary>
    private const int RepeatedNodesMax = 16;

    // A path that is not there is as good as null. Other values are coalesced, so that they need not be said twice.
    private SqlExpression ParseNullTest(SqlExpression value, SourcePosition position, int height)
    {
        var negated = TryKeyword("NOT");
        ExpectKeyword("NULL");
        if (!IsPath(value))
        {
            var none = new LiteralExpression(CosmosValue.Null);
            var known = Node(new BinaryExpression(BinaryOperator.Coalesce, value, none), position, height);
            var isNull = Node(new FunctionCallExpression("IS_NULL", [known]), position, _height);
            return negated ? Node(new UnaryExpression(UnaryOperator.Not, isNull), position, _height) : isNull;
        }

        SqlExpression isDefined = Node(new FunctionCallExpression("IS_DEFINED", [value]), position, height);
        SqlExpression isNullValue = Node(new FunctionCallExpression("IS_NULL", [value]), position, height);
        if (negated) isNullValue = Node(new UnaryExpression(UnaryOperator.Not, isNullValue), position, _height);
        else isDefined = Node(new UnaryExpression(UnaryOperator.Not, isDefined), position, _height);
        var chain = negated ? LogicalOperator.And : LogicalOperator.Or;
        return Node(new LogicalExpression(chain, [isDefined, isNullValue]), position, _height);
    }

    private SqlExpression ParseCase(Token token)
    {
        var height = 0;
        var operand = IsKeyword("WHEN") ? null : Measured(ParseExpression(), ref height);
        if (operand is not null) RefuseToRepeat(operand);
        var branches = new List<(SqlExpression Condition, SqlExpression Result)>();
        while (TryKeyword("WHEN"))
        {
            var position = Current.Position;
            var condition = Measured(ParseExpression(), ref height);
            if (operand is not null)
                condition = Measured(
                    Node(new BinaryExpression(BinaryOperator.Equal, operand, condition), position, height), ref height);
            ExpectKeyword("THEN");
            branches.Add((condition, Measured(ParseResult(), ref height)));
        }

        if (branches.Count == 0) throw Unexpected("WHEN");
        var result = TryKeyword("ELSE") ? Measured(ParseResult(), ref height)
            : new LiteralExpression(CosmosValue.Undefined);
        ExpectKeyword("END");
        for (var i = branches.Count - 1; i >= 0; i--)
        {
            var (condition, whenTrue) = branches[i];
            result = Node(new ConditionalExpression(condition, whenTrue, result), token.Position, height);
            height = _height;
        }

        return result;
    }

    // NULL is no value to aggregates, as undefined is to the service's; its null counts.
    private SqlExpression ParseResult()
    {
        var result = ParseExpression();
        return result is LiteralExpression { Value.IsNull: true } none
            ? none with { Value = CosmosValue.Undefined }
            : result;
    }

    private SqlExpression ParseCast(Token token)
    {
        ExpectSymbol("(");
        var value = ParseExpression();
        var height = _height;
        ExpectKeyword("AS");
        var type = Current;
        ExpectName("a type");
        if (TrySymbol("("))
        {
            do ParseRowCount();
            while (TrySymbol(","));
            ExpectSymbol(")");
        }

        ExpectSymbol(")");
        var text = Node(new FunctionCallExpression("ToString", [value]), token.Position, height);
        return type.Text.ToUpperInvariant() switch
        {
            "TEXT" or "VARCHAR" or "NVARCHAR" or "CHAR" or "STRING" => text,
            "FLOAT" or "DOUBLE" or "REAL" or "DECIMAL" or "NUMERIC" or "NUMBER" => Call("StringToNumber", text),
            "INT" or "INTEGER" or "BIGINT" or "SMALLINT" => Call("TRUNC", Call("StringToNumber", text)),
            "BOOLEAN" or "BOOL" => Call("StringToBoolean", text),
            _ => throw new SqlException(
                SqlErrorCodes.NotSupported, type.Position,
                $"CAST to {type.Written} is not possible; TEXT, INTEGER, NUMBER and BOOLEAN are. "
                + "Dates are ISO 8601 text, which compares as it is and is cut with LEFT(x, 10)."),
        };

        FunctionCallExpression Call(string name, SqlExpression argument) =>
            Node(new FunctionCallExpression(name, [argument]), token.Position, _height);
    }

    private CountDistinctExpression ParseCountDistinct(Token token, string name)
    {
        if (!name.Equals("COUNT", StringComparison.OrdinalIgnoreCase))
            throw new SqlException(
                SqlErrorCodes.Syntax, Current.Position,
                $"found DISTINCT in {name.ToUpperInvariant()}, but it can stand in COUNT only.");
        Advance();
        var value = ParseExpression();
        var height = _height;
        if (IsSymbol(","))
            throw new SqlException(
                SqlErrorCodes.Syntax, Current.Position,
                "found a second expression, but COUNT(DISTINCT …) takes one; put them together, as in a || '-' || b.");
        ExpectSymbol(")");
        return Node(new CountDistinctExpression(value), token.Position, height);
    }

    private static void RefuseToRepeat(SqlExpression operand)
    {
        if (SyntaxChildren.SelfAndDescendants(operand).Take(RepeatedNodesMax + 1).Count() > RepeatedNodesMax)
            throw new SqlException(
                SqlErrorCodes.LimitExceeded, operand.Position,
                "what stands between CASE and WHEN is too long; write CASE WHEN x = 1 THEN … instead.");
    }

    private static bool IsPath(SqlExpression expression)
    {
        while (expression is PropertyExpression property) expression = property.Target;
        return expression is IdentifierExpression;
    }
}
