using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Parsing;

internal sealed partial class Grammar
{
    private FromSource ParseFrom()
    {
        var position = Current.Position;
        var source = ParseSource();
        var height = _height;
        while (TryKeyword("JOIN"))
        {
            var right = ParseSource();
            source = Node(new JoinSource(source, right), position, Math.Max(height, _height));
            height = _height;
        }

        return source;
    }

    private FromSource ParseSource()
    {
        var position = Current.Position;
        if (IsName && Ahead(1) is { Kind: TokenKind.Keyword, Text: "IN" })
        {
            var name = Advance().Text;
            Advance();
            return Node(new ArraySource(name, ParseCollection()), position, _height);
        }

        var collection = ParseCollection();
        string? alias = null;
        if (TryKeyword("AS")) alias = ExpectName("a name for the source");
        else if (IsName) alias = Advance().Text;
        return Node(new AliasedSource(collection, alias), position, _height);
    }

    private SourceCollection ParseCollection()
    {
        var position = Current.Position;
        if (TrySymbol("("))
        {
            var query = ParseQuery();
            var height = _height;
            ExpectSymbol(")");
            return Node(new SubqueryCollection(query), position, height);
        }

        var root = ExpectName("a container, a name or a subquery in parentheses");
        var steps = new List<PathStep>();
        while (true)
        {
            if (TrySymbol(".")) steps.Add(new PathStep(ExpectPropertyName("a property name")));
            else if (TrySymbol("[")) steps.Add(ParseBracketStep());
            else break;
            if (steps.Count > HeightMax)
                throw new SqlException(
                    SqlErrorCodes.LimitExceeded, position,
                    $"the path has more than {HeightMax} steps; items are never that deep.");
        }

        return Node(new PathCollection(root, SqlList.From(steps)), position, 0);
    }

    private PathStep ParseBracketStep()
    {
        var token = Current;
        var isName = token.Kind is TokenKind.String or TokenKind.QuotedName;
        if (isName) Advance();
        else if (
            token.Kind == TokenKind.Number
                && token.Number == Math.Truncate(token.Number) && token.Number <= int.MaxValue) Advance();
        else throw Unexpected("a property name in quotes or an index");
        ExpectSymbol("]");
        return isName ? new PathStep(token.Text) : new PathStep(null, (int)token.Number);
    }
}
