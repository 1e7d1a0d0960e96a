using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Tables.Query;

/// <summary>What JOIN and subqueries read: the arrays of a row, never another row.</summary>
internal sealed partial class ExpressionResolver
{
    /// <summary>10: the store takes no more.</summary>
    private const int JoinsMax = 10;

    private int _joins;

    /// <summary>The right side of a JOIN, or a source of a subquery; binds its name.</summary>
    public FromSource Source(FromSource source, NameScope scope)
    {
        switch (source)
        {
            case JoinSource join:
                FromSource left = Source(join.Left, scope);
                return join with { Left = left, Right = Source(join.Right, scope) };
            case ArraySource array:
                SourceCollection elements = Collection(array.Collection, scope);
                return array with { Alias = Bind(array, array.Alias, scope), Collection = elements };
            case AliasedSource aliased:
                SourceCollection collection = Collection(aliased.Collection, scope);
                return aliased with { Alias = Bind(aliased, AliasOf(aliased), scope), Collection = collection };
            default:
                throw new ArgumentOutOfRangeException(nameof(source), source, "A source nobody knows.");
        }
    }

    private static string AliasOf(AliasedSource source) =>
        source.Alias
        ?? (source.Collection as PathCollection)?.Path.LastOrDefault().Name
        ?? (source.Collection as PathCollection)?.Root
        ?? throw SqlFault.At(source, "a subquery in FROM needs a name: (SELECT …) AS name.");

    private string Bind(SqlNode source, string alias, NameScope scope)
    {
        if (scope.Binds(alias))
            throw SqlFault.At(source, $"two sources are called '{alias}'; give one another name.");
        if (++_joins > JoinsMax)
            throw SqlFault.At(source, $"a query can go through at most {JoinsMax} arrays; ask for less at once.");
        var sent = $"j{_joins}";
        scope.Bind(alias, sent);
        return sent;
    }

    private SourceCollection Collection(SourceCollection collection, NameScope scope) => collection switch
    {
        SubqueryCollection subquery => subquery with { Query = Subquery(subquery.Query, scope) },
        PathCollection path => Path(path, scope),
        _ => throw new ArgumentOutOfRangeException(nameof(collection), collection, "A collection nobody knows."),
    };

    private PathCollection Path(PathCollection path, NameScope scope)
    {
        if (scope.Bound(path.Root) is { } bound) return path with { Root = bound };
        string[] names = [path.Root, .. path.Path.TakeWhile(step => step.Name is not null).Select(step => step.Name!)];
        if (DottedName.Column(names, scope) is var (column, count))
        {
            var steps = column.Path.Select(step => new PathStep(step)).Concat(path.Path.Skip(count - 1));
            return path with { Root = ResolvedQuery.ItemAlias, Path = SqlList.From(steps) };
        }

        if (scope.IsTable(path.Root))
        {
            throw SqlFault.At(path, path.Path is [{ Name: { } name }, ..]
                ? scope.Unknown(name)
                : "a subquery or JOIN goes through an array of a row, as in FROM x IN "
                    + $"{path.Root}.column, and not through the table again; ask for it on its own.");
        }

        throw catalog.Find(path.Root) is { } other
            ? OtherTable(path, other.Name)
            : SqlFault.At(path, scope.Unknown(path.Root));
    }

    private SqlQuery Subquery(SqlQuery query, NameScope outer)
    {
        RefuseInSubquery(query);
        var scope = new NameScope(outer);
        FromSource? from = query.From is null ? null : Source(query.From, scope);
        return query with
        {
            From = from,
            Select = query.Select with { Spec = Spec(query.Select.Spec, scope) },
            Where = query.Where is null ? null : Resolve(query.Where, scope),
            GroupBy = SqlTree.MapAll(query.GroupBy, key => Resolve(key, scope)),
        };
    }

    private static void RefuseInSubquery(SqlQuery query)
    {
        SqlNode? refused = query.Having ?? query.OrderBy ?? query.OffsetLimit ?? (SqlNode?)query.Select.Top;
        if (refused is null) return;
        string clause = query.Having is not null ? "HAVING"
            : query.OrderBy is not null ? "ORDER BY"
            : query.OffsetLimit is not null ? "LIMIT" : "TOP";
        throw SqlFault.At(refused, $"{clause} is not possible in a subquery.");
    }

    // An output name is kept as written, also where the column it names is spelt differently.
    private SelectSpec Spec(SelectSpec spec, NameScope scope) => spec switch
    {
        SelectStar star => star,
        SelectValue value => value with { Expression = Resolve(value.Expression, scope) },
        SelectList list => list with
        {
            Items = SqlList.From(list.Items.Select(
                item => item with { Alias = item.Name, Expression = Resolve(item.Expression, scope) })),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec, "A SELECT nobody knows."),
    };
}
