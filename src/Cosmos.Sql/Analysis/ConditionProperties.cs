using Trivium.Cosmos.Sql.Binding;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Analysis;

/// <summary>Finds the top-level properties of the item that an expression looks at.</summary>
internal sealed class ConditionProperties
{
    private readonly string _alias;
    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);

    private ConditionProperties(string alias) => _alias = alias;

    /// <summary>
    /// The properties that decide the condition, each once; null when it looks at the item as a whole, or its value
    /// may change between items that are alike.
    /// </summary>
    public static IReadOnlyList<string>? Of(SqlExpression condition, string alias)
    {
        var properties = new ConditionProperties(alias);
        return properties.Collect(condition) ? [.. properties._found] : null;
    }

    private bool Collect(SqlExpression expression)
    {
        switch (expression)
        {
            case PropertyExpression { Target: IdentifierExpression target } property when target.Name == _alias:
                _found.Add(property.Name);
                return true;
            case IdentifierExpression identifier:
                return identifier.Name != _alias;
            case SubqueryExpression { Kind: SubqueryKind.Exists } exists:
                return Collect(exists.Query);
            // The others may fail, and then the query does, whether or not the item would have been looked at.
            case SubqueryExpression:
            case FunctionCallExpression { IsUserDefined: true }:
                return false;
            case FunctionCallExpression call when call.Name.Equals("RAND", StringComparison.OrdinalIgnoreCase):
                return false;
            default:
                return SyntaxChildren.Of(expression).All(Collect);
        }
    }

    private bool Collect(SqlQuery query) =>
        query.From is { } from && Collect(from) && QueryParts.Clauses(query).All(Collect);

    private bool Collect(FromSource source) => source switch
    {
        JoinSource join => Collect(join.Left) && Collect(join.Right),
        ArraySource array => array.Alias != _alias && Collect(array.Collection),
        AliasedSource { Alias: { } given } aliased => given != _alias && Collect(aliased.Collection),
        _ => false,
    };

    private bool Collect(SourceCollection collection)
    {
        if (collection is not PathCollection path) return false;
        if (path.Root != _alias) return true;
        if (path.Path is not [{ Name: { } name }, ..]) return false;
        _found.Add(name);
        return true;
    }
}
