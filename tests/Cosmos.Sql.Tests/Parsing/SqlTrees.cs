using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Tests.Parsing;

/// <summary>Random trees of any shape the grammar can express. The same seed gives the same tree.</summary>
internal sealed class SqlTrees(int seed)
{
    private static readonly string[] Identifiers =
        ["c", "x", "items", "_a1", "Größe", "rank", "first", "all", "last", "名前"];

    private static readonly string[] PropertyNames =
        ["id", "a b", "value", "order", "", "\"", "\\", "naïve", "日本", "1st", "line\nbreak", "😀"];

    private readonly Random _random = new(seed);

    public SqlQuery Query(int depth) => new(
        new SelectClause(Spec(depth), Chance(4), Chance(4) ? RowCount() : null),
        Chance(4) ? null : Source(depth),
        Maybe(depth),
        Chance(3) ? Some(() => Expression(depth - 1)) : null,
        Chance(4) ? Expression(depth - 1) : null,
        Chance(3) ? OrderBy(depth) : null,
        Chance(4) ? new OffsetLimitClause(RowCount(), RowCount()) : null);

    private bool Chance(int outOf) => _random.Next(outOf) == 0;

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private string Identifier() => Pick(Identifiers);

    private SqlExpression? Maybe(int depth) => Chance(2) ? Expression(depth - 1) : null;

    private SqlList<T> Some<T>(Func<T> one) => SqlList.From(Enumerable.Range(0, _random.Next(1, 4)).Select(_ => one()));

    private SqlExpression RowCount() =>
        Chance(2) ? new ParameterExpression("@n") : new LiteralExpression(CosmosValue.FromNumber(_random.Next(1000)));

    private SelectSpec Spec(int depth) => _random.Next(3) switch
    {
        0 => new SelectStar(),
        1 => new SelectValue(Expression(depth - 1)),
        _ => new SelectList(Some(() => new SelectItem(Expression(depth - 1), Chance(2) ? Identifier() : null))),
    };

    private FromSource Source(int depth)
    {
        FromSource source = Single(depth);
        while (Chance(3)) source = new JoinSource(source, Single(depth));
        return source;
    }

    private FromSource Single(int depth)
    {
        SourceCollection collection = depth > 0 && Chance(3)
            ? new SubqueryCollection(Query(depth - 2))
            : new PathCollection(Identifier(), SqlList.From(Enumerable.Range(0, _random.Next(3)).Select(_ => Step())));
        return Chance(2) ? new ArraySource(Identifier(), collection)
            : new AliasedSource(collection, Chance(2) ? Identifier() : null);
    }

    private PathStep Step() => Chance(3) ? new PathStep(null, _random.Next(10)) : new PathStep(Pick(PropertyNames));

    private OrderByClause OrderBy(int depth) => Chance(4)
        ? new OrderByRank(new FunctionCallExpression("RRF", Some(() => Expression(depth - 1))))
        : new OrderByKeys(
            Some(() =>
                new OrderByItem(
                    OrderKey(depth), Pick(SortDirection.Unstated, SortDirection.Ascending, SortDirection.Descending))));

    // A key that begins with a name called rank cannot be told from ORDER BY RANK.
    private SqlExpression OrderKey(int depth) =>
        new PropertyExpression(new IdentifierExpression("c"), Chance(2) ? "a" : PropertyNames[_random.Next(depth + 3)]);

    private SqlExpression Expression(int depth)
    {
        if (depth <= 0) return Leaf();
        SqlExpression Inner() => Expression(depth - 1);
        return _random.Next(15) switch
        {
            0 => Leaf(),
            1 => new PropertyExpression(Inner(), Pick(PropertyNames)),
            2 => new IndexExpression(
                Inner(), Chance(2)
                    ? new ParameterExpression("@p") : new LiteralExpression(CosmosValue.FromNumber(_random.Next(9)))),
            3 => new ArrayExpression(Chance(4) ? [] : Some(Inner)),
            4 => new ObjectExpression(Chance(4) ? [] : Some(() => new ObjectProperty(Pick(PropertyNames), Inner()))),
            5 => new FunctionCallExpression(
                Pick("COUNT", "left", "Right", "my_Function", "all"), Chance(4) ? [] : Some(Inner), false),
            6 => new FunctionCallExpression("f", Some(Inner), true),
            7 => new SubqueryExpression(Pick(Enum.GetValues<SubqueryKind>()), Query(depth - 2)),
            8 => new UnaryExpression(Pick(Enum.GetValues<UnaryOperator>()), Inner()),
            9 or 10 => new BinaryExpression(Pick(Enum.GetValues<BinaryOperator>()), Inner(), Inner()),
            11 => new LogicalExpression(Pick(LogicalOperator.And, LogicalOperator.Or), [Inner(), Inner(), Inner()]),
            12 => new ConditionalExpression(Inner(), Inner(), Inner()),
            13 => Chance(2) ? new InExpression(Inner(), Some(Inner), Chance(2))
                : new BetweenExpression(Inner(), Inner(), Inner(), Chance(2)),
            _ => new LikeExpression(Inner(), Inner(), Chance(2) ? Inner() : null, Chance(2)),
        };
    }

    private SqlExpression Leaf() => _random.Next(5) switch
    {
        0 => new IdentifierExpression(Identifier()),
        1 => new ParameterExpression("@" + Pick("p", "v2", "_x")),
        2 => new LiteralExpression(CosmosValue.FromString(Pick(PropertyNames))),
        3 => new LiteralExpression(
            CosmosValue.FromNumber(Pick(0, -0.0, 1, -1, 0.1, 1e300, -1e-300, 9007199254740993, _random.NextDouble()))),
        _ => new LiteralExpression(Pick(CosmosValue.Undefined, CosmosValue.Null, CosmosValue.True, CosmosValue.False)),
    };
}
