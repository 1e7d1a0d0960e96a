using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Parsing;

internal sealed partial class Grammar
{
    public SqlQuery ParseQuery()
    {
        Enter();
        var position = Current.Position;
        var select = ParseSelect();
        var height = _height;
        FromSource? from = null;
        if (TryKeyword("FROM"))
        {
            from = ParseFrom();
            height = Math.Max(height, _height);
        }

        var query = ParseTail(select, from, position, height);
        Leave();
        return query;
    }

    public SqlQuery ParseCondition()
    {
        var position = Current.Position;
        ExpectKeyword("FROM");
        var from = ParseFrom();
        var height = _height;
        SqlExpression? where = null;
        if (TryKeyword("WHERE"))
        {
            where = ParseExpression();
            height = Math.Max(height, _height);
        }

        var query = new SqlQuery(new SelectClause(new SelectStar { Position = position }), from, where);
        return Node(query, position, height);
    }

    private SqlQuery ParseTail(SelectClause select, FromSource? from, SourcePosition position, int height)
    {
        SqlExpression? where = null, having = null;
        OrderByClause? orderBy = null;
        OffsetLimitClause? slice = null;
        var groupBy = SqlList<SqlExpression>.Empty;
        if (TryKeyword("WHERE")) where = Measured(ParseExpression(), ref height);
        if (TryKeyword("GROUP"))
        {
            ExpectKeyword("BY");
            groupBy = Measured(ParseExpressions(), ref height);
        }

        if (options.AllowHaving && TryKeyword("HAVING")) having = Measured(ParseExpression(), ref height);
        if (TryKeyword("ORDER"))
        {
            ExpectKeyword("BY");
            orderBy = Measured(ParseOrderBy(), ref height);
        }

        if (IsKeyword("OFFSET")) slice = ParseOffsetLimit();
        else if (options.AllowLimitAlone && IsKeyword("LIMIT")) slice = ParseLimitAlone();
        return Node(new SqlQuery(select, from, where, groupBy, having, orderBy, slice), position, height);
    }

    private T Measured<T>(T parsed, ref int height)
    {
        height = Math.Max(height, _height);
        return parsed;
    }

    private SelectClause ParseSelect()
    {
        var position = Current.Position;
        ExpectKeyword("SELECT");
        var distinct = TryKeyword("DISTINCT");
        var top = TryKeyword("TOP") ? ParseRowCount() : null;
        var spec = ParseSpec();
        return Node(new SelectClause(spec, distinct, top), position, _height);
    }

    private SelectSpec ParseSpec()
    {
        var position = Current.Position;
        if (IsSymbol("*") && !(options.AllowStarItems && Ahead(1) is { Kind: TokenKind.Symbol, Text: "," }))
        {
            Advance();
            return Node(new SelectStar(), position, 0);
        }

        if (!IsColumnCalledValue && TryKeyword("VALUE"))
            return Node(new SelectValue(ParseExpression()), position, _height);
        var items = new List<SelectItem>();
        var height = 0;
        do items.Add(Measured(ParseItem(), ref height));
        while (TrySymbol(","));
        return Node(new SelectList(SqlList.From(items)), position, height);
    }

    private SelectItem ParseItem()
    {
        var position = Current.Position;
        if (options.AllowStarItems && TryStarItem() is { } star) return Node(new SelectItem(star), position, _height);
        var expression = ParseExpression();
        string? alias = null;
        if (TryKeyword("AS")) alias = ExpectPropertyName("a name for the column");
        else if (IsName) alias = Advance().Text;
        return Node(new SelectItem(expression, alias), position, _height);
    }

    // SELECT value FROM t: what follows the keyword begins an expression.
    private bool IsColumnCalledValue => options.AllowKeywordsAsNames && IsKeyword("VALUE") && Ahead(1) switch
    {
        { Kind: TokenKind.Keyword, Text: "FROM" or "AS" } or { Kind: TokenKind.End } => true,
        { Kind: TokenKind.Symbol, Text: "-" or "+" or "~" or "(" or "[" or "{" } => false,
        { Kind: TokenKind.Symbol } => true,
        _ => false,
    };

    // * or t.*
    private AllColumnsExpression? TryStarItem()
    {
        var token = Current;
        if (TrySymbol("*")) return Node(new AllColumnsExpression(null), token.Position, 0);
        if (!IsName || Ahead(1) is not { Kind: TokenKind.Symbol, Text: "." }
            || Ahead(2) is not { Kind: TokenKind.Symbol, Text: "*" }) return null;
        _at += 3;
        return Node(new AllColumnsExpression(token.Text), token.Position, 0);
    }

    private SqlExpression ParseRowCount()
    {
        var position = Current.Position;
        if (Current.Kind is not (TokenKind.Number or TokenKind.Parameter)) throw Unexpected("a number or a parameter");
        var token = Advance();
        if (token.Kind == TokenKind.Parameter) return new ParameterExpression(token.Text) { Position = position };
        return new LiteralExpression(Values.CosmosValue.FromNumber(token.Number)) { Position = position };
    }

    private OffsetLimitClause ParseOffsetLimit()
    {
        var position = Current.Position;
        ExpectKeyword("OFFSET");
        var offset = ParseRowCount();
        ExpectKeyword("LIMIT");
        return new OffsetLimitClause(offset, ParseRowCount()) { Position = position };
    }

    private OffsetLimitClause ParseLimitAlone()
    {
        var position = Current.Position;
        ExpectKeyword("LIMIT");
        var limit = ParseRowCount();
        var offset = TryKeyword("OFFSET") ? ParseRowCount() : new LiteralExpression(Values.CosmosValue.FromNumber(0));
        return new OffsetLimitClause(offset, limit) { Position = position };
    }

    private OrderByClause ParseOrderBy()
    {
        var position = Current.Position;
        if (IsWord("RANK") && StartsExpression(Ahead(1)))
        {
            Advance();
            var score = ParseExpression();
            var height = _height;
            if (IsKeyword("ASC") || IsKeyword("DESC"))
                throw new SqlException(
                    SqlErrorCodes.RankOrder, Current.Position,
                    $"found {Current.Written}, but ORDER BY RANK takes no direction: it is always best first.");
            return Node(new OrderByRank(score), position, height);
        }

        var items = new List<OrderByItem>();
        var tallest = 0;
        do items.Add(Measured(ParseOrderByItem(), ref tallest));
        while (TrySymbol(","));
        return Node(new OrderByKeys(SqlList.From(items)), position, tallest);
    }

    private static bool StartsExpression(Token token) => token.Kind is TokenKind.Identifier or TokenKind.Parameter;

    private OrderByItem ParseOrderByItem()
    {
        var position = Current.Position;
        var key = ParseExpression();
        var direction = TryKeyword("ASC") ? SortDirection.Ascending
            : TryKeyword("DESC") ? SortDirection.Descending
            : SortDirection.Unstated;
        return Node(new OrderByItem(key, direction), position, _height);
    }
}
