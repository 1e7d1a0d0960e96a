using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Tables.Query;

/// <summary>
/// Collects what the store is to compute for each row that is finished in memory; equal expressions once.
/// </summary>
internal sealed class SentRow
{
    private readonly Dictionary<SqlExpression, string> _names = [];
    private readonly List<SelectItem> _items = [];

    public int Count => _items.Count;

    /// <summary>The expression as a property of the row in memory.</summary>
    public SqlExpression Property(SqlExpression expression)
    {
        if (!_names.TryGetValue(expression, out string? name))
        {
            _names[expression] = name = $"s{_items.Count}";
            _items.Add(new(expression, name));
        }

        return PropertyOf(name);
    }

    /// <summary>All properties of the row in memory.</summary>
    public IReadOnlyList<SqlExpression> Properties() => [.. _items.Select(item => PropertyOf(item.Alias!))];

    /// <summary>What the store selects. A row needs something in it even if nothing is asked for.</summary>
    public SelectList Select() => new(SqlList.From(_items));

    private static PropertyExpression PropertyOf(string name) =>
        new(new IdentifierExpression(QueryPlan.RowAlias), name);
}
