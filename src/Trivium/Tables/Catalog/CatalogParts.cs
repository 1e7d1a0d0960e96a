using System.Collections.Immutable;

namespace Trivium.Tables.Catalog;

/// <summary>
/// A tenant's catalog with what it is made of, so that the next one need only be told what has changed. Immutable; two
/// share all they have in common, merged tables included.
/// </summary>
internal sealed class CatalogParts
{
    private readonly ImmutableDictionary<long, DocumentTables> _documents;
    private readonly ImmutableSortedDictionary<string, Parts> _tables;

    private CatalogParts(
        ImmutableDictionary<long, DocumentTables> documents, ImmutableSortedDictionary<string, Parts> tables)
    {
        _documents = documents;
        _tables = tables;
        Catalog = new(ToTables());
    }

    /// <summary>Of a tenant without documents.</summary>
    public static CatalogParts Empty { get; } = new(
        ImmutableDictionary<long, DocumentTables>.Empty,
        ImmutableSortedDictionary.Create<string, Parts>(StringComparer.Ordinal));

    public TableCatalog Catalog { get; }

    /// <summary>The generations it is made of.</summary>
    public IEnumerable<long> Generations => _documents.Keys;

    public int DocumentCount => _documents.Count;

    public bool Has(long generation) => _documents.ContainsKey(generation);

    /// <summary>The catalog without some generations and with others; in time of what changes.</summary>
    public CatalogParts With(IReadOnlyCollection<long> removed, IReadOnlyCollection<DocumentTables> added)
    {
        if (removed.Count == 0 && added.Count == 0) return this;
        var documents = _documents.ToBuilder();
        var changed = new Dictionary<string, ImmutableSortedDictionary<PartOrder, TableSchema>.Builder>();
        foreach (long generation in removed)
        {
            if (!documents.Remove(generation, out DocumentTables? document)) continue;
            foreach (TableSchema table in document.Tables ?? []) Changing(table.Name).Remove(document.Order);
        }

        foreach (DocumentTables document in added)
        {
            if (!documents.TryAdd(document.Generation, document)) continue;
            foreach (TableSchema table in document.Tables ?? []) Changing(table.Name)[document.Order] = table;
        }

        var tables = _tables.ToBuilder();
        foreach (var (name, parts) in changed)
        {
            if (parts.Count == 0) tables.Remove(name);
            else tables[name] = new Parts(name, parts.ToImmutable());
        }

        return new(documents.ToImmutable(), tables.ToImmutable());

        ImmutableSortedDictionary<PartOrder, TableSchema>.Builder Changing(string name)
        {
            if (changed.TryGetValue(name, out var parts)) return parts;
            var before = _tables.GetValueOrDefault(name)?.Schemas;
            return changed[name] = (before ?? ImmutableSortedDictionary<PartOrder, TableSchema>.Empty).ToBuilder();
        }
    }

    // System tables hide tables of documents that are called the same.
    private ImmutableSortedDictionary<string, Lazy<CatalogTable>> ToTables()
    {
        var tables = ImmutableSortedDictionary.CreateBuilder<string, Lazy<CatalogTable>>(StringComparer.Ordinal);
        foreach (CatalogTable empty in SystemTables.Empty) tables[empty.Name] = new(empty);
        foreach (var (name, parts) in _tables) tables[name] = parts.Merged;
        int count = _documents.Count;
        tables[SystemTables.DocumentsName] = new(SystemTables.Documents with { Rows = count, Documents = count });
        tables[SystemTables.ChunksName] = new(() => SystemTables.Chunks with
        {
            Rows = _documents.Values.Sum(document => (long)document.Chunks),
            Documents = _documents.Values.Count(document => document.Chunks > 0),
        });
        return tables.ToImmutable();
    }

    // One table as found in each document, and merged when it is first asked for.
    private sealed class Parts
    {
        public Parts(string name, ImmutableSortedDictionary<PartOrder, TableSchema> schemas)
        {
            Schemas = schemas;
            Merged = new(() =>
            {
                var merge = new TableMerge();
                foreach (TableSchema schema in schemas.Values) merge.Add(schema);
                return merge.Tables().Single(table => table.Name == name);
            });
        }

        public ImmutableSortedDictionary<PartOrder, TableSchema> Schemas { get; }

        public Lazy<CatalogTable> Merged { get; }
    }
}
