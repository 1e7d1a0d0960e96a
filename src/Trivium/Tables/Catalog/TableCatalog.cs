using System.Collections.Immutable;

namespace Trivium.Tables.Catalog;

/// <summary>
/// The tables a reader can name, in one snapshot; by name. A table is merged when it is first asked for.
/// </summary>
internal sealed class TableCatalog
{
    private readonly ImmutableSortedDictionary<string, Lazy<CatalogTable>> _tables;

    /// <param name="tables">All tables. Of two with one name the first counts: system tables come first.</param>
    public TableCatalog(IEnumerable<CatalogTable> tables)
        : this(tables.DistinctBy(table => table.Name).ToImmutableSortedDictionary(
            table => table.Name, table => new Lazy<CatalogTable>(table), StringComparer.Ordinal))
    {
    }

    /// <param name="tables">All tables by name, in ordinal order.</param>
    public TableCatalog(ImmutableSortedDictionary<string, Lazy<CatalogTable>> tables) => _tables = tables;

    public IEnumerable<string> Names => _tables.Keys;

    public IEnumerable<CatalogTable> Tables => _tables.Values.Select(table => table.Value);

    public CatalogTable? Find(string name)
    {
        if (_tables.TryGetValue(name, out Lazy<CatalogTable>? exact)) return exact.Value;
        return NameMatch.Find(Names, static candidate => candidate, name) is { } found ? _tables[found].Value : null;
    }
}
