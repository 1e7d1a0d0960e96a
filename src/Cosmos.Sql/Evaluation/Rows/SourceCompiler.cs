using System.Diagnostics;
using Trivium.Cosmos.Sql.Evaluation.Expressions;
using Trivium.Cosmos.Sql.Evaluation.Plans;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Evaluation.Rows;

/// <summary>FROM to row sources; binds the names it introduces.</summary>
/// <param name="compilation">What the whole compilation shares.</param>
/// <param name="scope">Where names are found and bound.</param>
/// <param name="readsContainer">Whether the first source may be the container.</param>
internal sealed class SourceCompiler(Compilation compilation, Scope scope, bool readsContainer)
{
    private bool _readsContainer = readsContainer;

    public RowSource Compile(FromSource? source) => source is null ? new SingleRow() : Source(source);

    private RowSource Source(FromSource source)
    {
        switch (source)
        {
            case JoinSource join:
                var left = Source(join.Left);
                _readsContainer = false;
                return new JoinRows(left, Source(join.Right));
            case AliasedSource aliased:
                return Aliased(aliased);
            case ArraySource array:
                var (outer, value) = Collection(array.Collection);
                return new ElementRows(outer, Bind(array.Alias, source), value);
            default:
                throw new UnreachableException($"No rows for {source.GetType().Name}.");
        }
    }

    private RowSource Aliased(AliasedSource source)
    {
        switch (source.Collection)
        {
            case SubqueryCollection subquery:
                var plan = PlanCompiler.Compile(subquery.Query, compilation, scope, _readsContainer);
                return new SubqueryRows(source.Alias is { } given ? Bind(given, source) : compilation.NewSlot(), plan);
            case PathCollection { Path.Count: 0 } path when !scope.TryFind(path.Root, out _):
                return Container(source.Alias ?? path.Root, path);
            case PathCollection path:
                var (outer, value) = Collection(path);
                return new ValueRows(outer, Bind(source.Alias ?? LastName(path), source), value);
            default:
                throw new UnreachableException($"No rows for {source.Collection.GetType().Name}.");
        }
    }

    private ContainerRows Container(string name, PathCollection path)
    {
        RequireContainer(path);
        var slot = Bind(name, path);
        scope.ItemSlot = slot;
        return new ContainerRows(slot);
    }

    // The rows a collection needs bound first, and its value in each of them.
    private (RowSource? Outer, Scalar Value) Collection(SourceCollection collection)
    {
        switch (collection)
        {
            case SubqueryCollection subquery:
                var results = compilation.NewSlot();
                var plan = PlanCompiler.Compile(subquery.Query, compilation, scope, _readsContainer);
                return (new SubqueryRows(results, plan), frame => frame.Slots[results]);
            case PathCollection path when scope.TryFind(path.Root, out var slot):
                return (null, Path(slot, path));
            case PathCollection path:
                RequireContainer(path);
                var item = compilation.NewSlot();
                return (new ContainerRows(item), Path(item, path));
            default:
                throw new UnreachableException($"No value for {collection.GetType().Name}.");
        }
    }

    private void RequireContainer(PathCollection path)
    {
        if (!_readsContainer)
            throw new SqlException(
                SqlErrorCodes.UnknownIdentifier, path.Position,
                $"the name {path.Root} is not bound by FROM; a query reads one container, and joins and "
                + "subqueries start from a name bound before.");
    }

    private int Bind(string name, SqlNode node)
    {
        var slot = compilation.NewSlot();
        scope.Bind(name, slot, node.Position);
        return slot;
    }

    private static string LastName(PathCollection path)
    {
        for (var i = path.Path.Count - 1; i >= 0; i--)
            if (path.Path[i].Name is { } name) return name;
        return path.Root;
    }

    private static Scalar Path(int slot, PathCollection path)
    {
        var steps = path.Path.ToArray();
        if (System.Array.TrueForAll(steps, step => step.Name is not null))
            return new PathReader(slot, System.Array.ConvertAll(steps, step => step.Name!)).Read;
        return frame =>
        {
            var value = frame.Slots[slot];
            foreach (var step in steps) value = step.Name is { } name ? value[name] : value[step.Index];
            return value;
        };
    }
}
