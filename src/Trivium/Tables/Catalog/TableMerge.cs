namespace Trivium.Tables.Catalog;

/// <summary>Merges the tables of documents into the tables a tenant sees: one per name.</summary>
internal sealed class TableMerge
{
    /// <summary>Every row says which document it is from, unless the table has a column of that name itself.</summary>
    public const string DocumentIdColumn = "documentId";

    private readonly SortedDictionary<string, MergedTable> _tables = new(StringComparer.Ordinal);

    /// <summary>Adds a table as found in one more document. The order of calls decides the order of columns.</summary>
    public void Add(TableSchema table)
    {
        if (!_tables.TryGetValue(table.Name, out MergedTable? merged))
            _tables[table.Name] = merged = new MergedTable();
        merged.Add(table);
    }

    public IEnumerable<CatalogTable> Tables() => _tables.Select(pair => pair.Value.ToTable(pair.Key));

    private sealed class MergedTable
    {
        private readonly List<string> _order = [];
        private readonly Dictionary<string, (ColumnSchema Column, int Documents)> _columns = [];
        private long _rows;
        private int _documents;

        public void Add(TableSchema table)
        {
            _documents++;
            _rows += table.Rows;
            foreach (ColumnSchema column in table.Columns)
            {
                if (_columns.TryGetValue(column.Name, out var merged))
                {
                    _columns[column.Name] = (Merge(merged.Column, column), merged.Documents + 1);
                }
                else
                {
                    _order.Add(column.Name);
                    _columns[column.Name] = (column, 1);
                }
            }
        }

        public CatalogTable ToTable(string name)
        {
            List<CatalogColumn> columns = [.. _order.Select(Column)];
            if (!_columns.ContainsKey(DocumentIdColumn))
                columns.Add(new(DocumentIdColumn, [DocumentIdColumn], ColumnTypes.String, Nullable: false));
            return new()
            {
                Name = name,
                Home = TableHome.Rows,
                Columns = columns,
                Rows = _rows,
                Documents = _documents,
            };
        }

        // A column that a document's table does not have is a gap in all rows of that document.
        private CatalogColumn Column(string name)
        {
            var (column, documents) = _columns[name];
            return new(name, ["data", name], column.Type, column.Nullable || documents < _documents, column.Example);
        }

        private static ColumnSchema Merge(ColumnSchema left, ColumnSchema right) => left with
        {
            Type = ColumnTypes.Merge(left.Type, right.Type),
            Nullable = left.Nullable || right.Nullable,
            Example = left.Example ?? right.Example,
        };
    }
}
