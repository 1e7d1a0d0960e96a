namespace Trivium.Tables.Catalog;

/// <summary>The tables a reader can name, in one snapshot; by name.</summary>
internal sealed class TableCatalog
{
    private readonly CatalogTable[] _tables;

    /// <param name="tables">All tables. Of two with one name the first counts: system tables come first.</param>
    public TableCatalog(IEnumerable<CatalogTable> tables) =>
        _tables = [.. tables.DistinctBy(table => table.Name).OrderBy(table => table.Name, StringComparer.Ordinal)];

    public IReadOnlyList<CatalogTable> Tables => _tables;

    public CatalogTable? Find(string name) => NameMatch.Find(_tables, static table => table.Name, name);
}
