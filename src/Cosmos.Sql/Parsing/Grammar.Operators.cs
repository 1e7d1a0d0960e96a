using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Parsing;

/// <summary>Operators, loosest first: ?: ?? OR AND NOT, predicates, comparisons, arithmetic.</summary>
internal sealed partial class Grammar
{
    public SqlExpression ParseExpression()
    {
        Enter();
        var position = Current.Position;
        var condition = ParseCoalesce();
        var height = _height;
        if (TrySymbol("?"))
        {
            var whenTrue = Measured(ParseExpression(), ref height);
            ExpectSymbol(":");
            var otherwise = Measured(ParseExpression(), ref height);
            condition = Node(new ConditionalExpression(condition, whenTrue, otherwise), position, height);
        }

        Leave();
        return condition;
    }

    private SqlExpression ParseCoalesce()
    {
        var position = Current.Position;
        var left = ParseLogical(LogicalOperator.Or);
        while (TrySymbol("??"))
        {
            var height = _height;
            var right = Measured(ParseLogical(LogicalOperator.Or), ref height);
            left = Node(new BinaryExpression(BinaryOperator.Coalesce, left, right), position, height);
        }

        return left;
    }

    private SqlExpression ParseLogical(LogicalOperator chain)
    {
        var position = Current.Position;
        var keyword = chain == LogicalOperator.Or ? "OR" : "AND";
        var first = chain == LogicalOperator.Or ? ParseLogical(LogicalOperator.And) : ParseNot();
        if (!IsKeyword(keyword)) return first;
        var height = _height;
        var operands = new List<SqlExpression> { first };
        while (TryKeyword(keyword))
            operands.Add(
                Measured(chain == LogicalOperator.Or ? ParseLogical(LogicalOperator.And) : ParseNot(), ref height));
        return Node(new LogicalExpression(chain, SqlList.From(operands)), position, height);
    }

    private SqlExpression ParseNot()
    {
        var position = Current.Position;
        if (!TryKeyword("NOT")) return ParsePredicate();
        Enter();
        var operand = ParseNot();
        Leave();
        return Node(new UnaryExpression(UnaryOperator.Not, operand), position, _height);
    }

    private SqlExpression ParsePredicate()
    {
        var position = Current.Position;
        var value = ParseBinary(0);
        var height = _height;
        var negated = IsKeyword("NOT") && Ahead(1) is { Kind: TokenKind.Keyword, Text: "IN" or "BETWEEN" or "LIKE" };
        if (negated) Advance();
        if (TryKeyword("IN"))
        {
            ExpectSymbol("(");
            var candidates = Measured(ParseExpressions(), ref height);
            ExpectSymbol(")");
            return Node(new InExpression(value, candidates, negated), position, height);
        }

        if (TryKeyword("BETWEEN"))
        {
            var low = Measured(ParseBinary(0), ref height);
            ExpectKeyword("AND");
            var high = Measured(ParseBinary(0), ref height);
            return Node(new BetweenExpression(value, low, high, negated), position, height);
        }

        if (options.AllowNullTests && TryKeyword("IS")) return ParseNullTest(value, position, height);
        if (!TryKeyword("LIKE")) return value;
        var pattern = Measured(ParseBinary(0), ref height);
        var escape = TryKeyword("ESCAPE") ? Measured(ParseBinary(0), ref height) : null;
        return Node(new LikeExpression(value, pattern, escape, negated), position, height);
    }

    private SqlExpression ParseBinary(int strengthMin)
    {
        var position = Current.Position;
        var left = ParseUnary();
        while (TryBinaryOperator(out var found, out var strength) && strength >= strengthMin)
        {
            var height = _height;
            Advance();
            Enter();
            var right = Measured(ParseBinary(strength + 1), ref height);
            Leave();
            left = Node(new BinaryExpression(found, left, right), position, height);
        }

        return left;
    }

    private bool TryBinaryOperator(out BinaryOperator found, out int strength)
    {
        (found, strength) = Current.Kind != TokenKind.Symbol ? (default, -1) : Current.Text switch
        {
            "|" => (BinaryOperator.BitwiseOr, 0),
            "^" => (BinaryOperator.BitwiseXor, 1),
            "&" => (BinaryOperator.BitwiseAnd, 2),
            "=" => (BinaryOperator.Equal, 3),
            "!=" or "<>" => (BinaryOperator.NotEqual, 3),
            "<" => (BinaryOperator.LessThan, 4),
            "<=" => (BinaryOperator.LessThanOrEqual, 4),
            ">" => (BinaryOperator.GreaterThan, 4),
            ">=" => (BinaryOperator.GreaterThanOrEqual, 4),
            "<<" => (BinaryOperator.ShiftLeft, 5),
            ">>" => (BinaryOperator.ShiftRight, 5),
            ">>>" => (BinaryOperator.ShiftRightZeroFill, 5),
            "+" => (BinaryOperator.Add, 6),
            "-" => (BinaryOperator.Subtract, 6),
            "||" => (BinaryOperator.Concat, 6),
            "*" => (BinaryOperator.Multiply, 7),
            "/" => (BinaryOperator.Divide, 7),
            "%" => (BinaryOperator.Modulo, 7),
            _ => (default, -1),
        };
        return strength >= 0;
    }

    private SqlExpression ParseUnary()
    {
        var position = Current.Position;
        if (Current.Kind != TokenKind.Symbol) return ParsePostfix();
        var text = Current.Text;
        if (text == "-" && Ahead(1).Kind == TokenKind.Number)
        {
            Advance();
            return Node(new LiteralExpression(CosmosValue.FromNumber(-Advance().Number)), position, 0);
        }

        if (text is not ("-" or "+" or "~")) return ParsePostfix();
        Advance();
        Enter();
        var operand = ParseUnary();
        Leave();
        var unary = text == "-" ? UnaryOperator.Minus : text == "+" ? UnaryOperator.Plus : UnaryOperator.BitwiseNot;
        return Node(new UnaryExpression(unary, operand), position, _height);
    }
}
