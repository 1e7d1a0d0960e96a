using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Parsing;

internal sealed partial class Grammar
{
    private SqlList<SqlExpression> ParseExpressions()
    {
        var expressions = new List<SqlExpression>();
        var height = 0;
        do expressions.Add(Measured(ParseExpression(), ref height));
        while (TrySymbol(","));
        _height = height;
        return SqlList.From(expressions);
    }

    private SqlExpression ParsePostfix()
    {
        var position = Current.Position;
        var target = ParsePrimary();
        while (true)
        {
            var height = _height;
            if (TrySymbol("."))
            {
                target = Node(new PropertyExpression(target, ExpectPropertyName("a property name")), position, height);
            }
            else if (IsSymbol("[") && Ahead(1).Kind == TokenKind.QuotedName && Ahead(2).Text == "]")
            {
                Advance();
                target = Node(new PropertyExpression(target, Advance().Text), position, height);
                Advance();
            }
            else if (TrySymbol("["))
            {
                var index = Measured(ParseExpression(), ref height);
                ExpectSymbol("]");
                target = index is LiteralExpression { Value.IsString: true } name
                    ? Node(new PropertyExpression(target, name.Value.AsString()), position, height)
                    : Node(new IndexExpression(target, index), position, height);
            }
            else
            {
                _height = height;
                return target;
            }
        }
    }

    private SqlExpression ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Advance();
                return Literal(CosmosValue.FromNumber(token.Number), token);
            case TokenKind.String:
                Advance();
                return Literal(CosmosValue.FromString(token.Text), token);
            case TokenKind.Parameter:
                Advance();
                return Node(new ParameterExpression(token.Text), token.Position, 0);
            case TokenKind.Identifier:
                return ParseName();
            case TokenKind.QuotedName:
                Advance();
                return Node(new IdentifierExpression(token.Text) { IsQuoted = true }, token.Position, 0);
            case TokenKind.Keyword:
                return ParseKeyword();
            default:
                if (IsSymbol("(")) return ParseParentheses();
                if (IsSymbol("[")) return ParseArray();
                if (IsSymbol("{")) return ParseObject();
                throw Unexpected("an expression");
        }
    }

    private LiteralExpression Literal(CosmosValue value, Token token) =>
        Node(new LiteralExpression(value), token.Position, 0);

    private SqlExpression ParseKeyword()
    {
        var token = Current;
        if (options.AllowKeywordsAsNames && Keywords.CanBeName(token.Text)
            && Ahead(1) is not { Kind: TokenKind.Symbol, Text: "(" })
        {
            Advance();
            return Node(new IdentifierExpression(token.Written), token.Position, 0);
        }

        if (token.Text is "LEFT" or "RIGHT" && Ahead(1) is { Kind: TokenKind.Symbol, Text: "(" }) return ParseCall(
            false);
        Advance();
        switch (token.Text)
        {
            case "TRUE": return Literal(CosmosValue.True, token);
            case "FALSE": return Literal(CosmosValue.False, token);
            case "NULL": return Literal(CosmosValue.Null, token);
            case "UNDEFINED": return Literal(CosmosValue.Undefined, token);
            case "CASE" when options.AllowCase: return ParseCase(token);
            case "CAST" when options.AllowCast: return ParseCast(token);
            case "EXISTS": return ParseSubquery(SubqueryKind.Exists, token);
            case "ARRAY": return ParseSubquery(SubqueryKind.Array, token);
            case "UDF":
                ExpectSymbol(".");
                return ParseCall(true);
            default:
                _at--;
                throw Unexpected("an expression");
        }
    }

    private SqlExpression ParseName()
    {
        var token = Current;
        if (Ahead(1) is not { Kind: TokenKind.Symbol, Text: "(" })
        {
            Advance();
            return Node(new IdentifierExpression(token.Text), token.Position, 0);
        }

        if (Ahead(2) is { Kind: TokenKind.Keyword, Text: "SELECT" } && QuantifierOf(token.Text) is { } kind)
        {
            Advance();
            return ParseSubquery(kind, token);
        }

        return ParseCall(false);
    }

    private static SubqueryKind? QuantifierOf(string name) => name.ToUpperInvariant() switch
    {
        "ALL" => SubqueryKind.All,
        "FIRST" => SubqueryKind.First,
        "LAST" => SubqueryKind.Last,
        _ => null,
    };

    private SubqueryExpression ParseSubquery(SubqueryKind kind, Token token)
    {
        ExpectSymbol("(");
        var query = ParseQuery();
        var height = _height;
        ExpectSymbol(")");
        return Node(new SubqueryExpression(kind, query), token.Position, height);
    }

    private SqlExpression ParseCall(bool isUserDefined)
    {
        var token = Current;
        var name = isUserDefined ? ExpectName("the name of a user-defined function")
            : Advance() is { Kind: TokenKind.Keyword } keyword ? keyword.Written : token.Text;
        ExpectSymbol("(");
        if (options.AllowCountStar && IsSymbol("*") && name.Equals("COUNT", StringComparison.OrdinalIgnoreCase))
        {
            Advance();
            ExpectSymbol(")");
            return Node(new CountStarExpression(), token.Position, 0);
        }

        if (options.AllowCountDistinct && IsKeyword("DISTINCT")) return ParseCountDistinct(token, name);
        _height = 0;
        var arguments = IsSymbol(")") ? SqlList<SqlExpression>.Empty : ParseExpressions();
        var height = _height;
        ExpectSymbol(")");
        return Node(new FunctionCallExpression(name, arguments, isUserDefined), token.Position, height);
    }

    private SqlExpression ParseParentheses()
    {
        var token = Advance();
        if (IsKeyword("SELECT"))
        {
            var query = ParseQuery();
            var height = _height;
            ExpectSymbol(")");
            return Node(new SubqueryExpression(SubqueryKind.Scalar, query), token.Position, height);
        }

        var inner = ParseExpression();
        ExpectSymbol(")");
        return inner;
    }

    private ArrayExpression ParseArray()
    {
        var token = Advance();
        _height = 0;
        var elements = IsSymbol("]") ? SqlList<SqlExpression>.Empty : ParseExpressions();
        var height = _height;
        ExpectSymbol("]");
        return Node(new ArrayExpression(elements), token.Position, height);
    }

    private ObjectExpression ParseObject()
    {
        var token = Advance();
        var properties = new List<ObjectProperty>();
        var height = 0;
        if (!IsSymbol("}"))
        {
            do
            {
                var position = Current.Position;
                if (!IsName && Current.Kind != TokenKind.String) throw Unexpected("a property name");
                var name = Advance().Text;
                ExpectSymbol(":");
                properties.Add(
                    new ObjectProperty(name, Measured(ParseExpression(), ref height)) { Position = position });
            }
            while (TrySymbol(","));
        }

        ExpectSymbol("}");
        return Node(new ObjectExpression(SqlList.From(properties)), token.Position, height);
    }
}
