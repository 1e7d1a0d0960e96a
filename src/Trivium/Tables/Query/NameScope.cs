using Trivium.Cosmos.Sql.Syntax;
using Trivium.Tables.Catalog;

namespace Trivium.Tables.Query;

/// <summary>
/// The names an expression can use, innermost first: what JOIN and subqueries bind, then the table and its columns.
/// </summary>
internal sealed class NameScope
{
    private readonly NameScope? _outer;
    private readonly List<BoundName> _bound = [];
    private readonly CatalogTable _table;
    private readonly string? _alias;

    /// <summary>The scope of a whole query.</summary>
    /// <param name="table">The table after FROM.</param>
    /// <param name="alias">The name given to it there, if any.</param>
    public NameScope(CatalogTable table, string? alias)
    {
        _table = table;
        _alias = alias;
        ColumnNamePartsMax = table.Columns.Max(static column => column.Name.Count(static c => c == '.')) + 1;
    }

    /// <summary>The scope of a subquery.</summary>
    public NameScope(NameScope outer)
    {
        _outer = outer;
        _table = outer._table;
        _alias = outer._alias;
        ColumnNamePartsMax = outer.ColumnNamePartsMax;
    }

    public CatalogTable Table => _table;

    public bool IsSubquery => _outer is not null;

    /// <summary>How many names with dots between them a column's name is at most.</summary>
    public int ColumnNamePartsMax { get; }

    /// <summary>Binds a name written in the query to the one used in the query that is sent.</summary>
    public void Bind(string written, string sent) => _bound.Add(new(written, sent));

    /// <summary>Whether this very scope, not one around it, binds the name.</summary>
    public bool Binds(string written) => _bound.Exists(name => name.Written == written);

    /// <summary>What a bound name is called in the query that is sent, or null.</summary>
    public string? Bound(string name)
    {
        for (NameScope? scope = this; scope is not null; scope = scope._outer)
        {
            if (NameMatch.Find(scope._bound, static bound => bound.Written, name) is { } found) return found.Sent;
        }

        return null;
    }

    public bool IsTable(string name) =>
        string.Equals(name, _alias, StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, _table.Name, StringComparison.OrdinalIgnoreCase);

    public CatalogColumn? Column(string name) => NameMatch.Find(_table.Columns, static column => column.Name, name);

    /// <summary>The column's value in an item.</summary>
    public static SqlExpression PathTo(CatalogColumn column, SqlNode written)
    {
        SqlExpression path = new IdentifierExpression(ResolvedQuery.ItemAlias) { Position = written.Position };
        foreach (string name in column.Path) path = new PropertyExpression(path, name) { Position = written.Position };

        return path;
    }

    /// <summary>What to say when a name means nothing.</summary>
    public string Unknown(string name)
    {
        string[] columns = [.. _table.Columns.Select(column => column.Name)];
        return $"'{name}' is not a column of table '{_table.Name}'. {NameMatch.Suggest(columns, name)}";
    }

    private sealed record BoundName(string Written, string Sent);
}
