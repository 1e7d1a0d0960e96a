namespace Trivium.Visibility;

/// <summary>
/// The items of one tenant's catalog that a group of operations reads and changes: what was stored, and what shall be.
/// <see cref="CatalogBatch"/> turns the difference into one guarded batch.
/// </summary>
/// <param name="tenant">The tenant.</param>
/// <param name="now">The time of this attempt.</param>
/// <param name="loaded">The items read, by id; null: there is none of that id.</param>
internal sealed class CatalogState(string tenant, DateTimeOffset now, IReadOnlyDictionary<string, ICatalogItem?> loaded)
{
    private Dictionary<string, ICatalogItem?> _current = new(loaded, StringComparer.Ordinal);

    public string Tenant { get; } = tenant;

    public DateTimeOffset Now { get; } = now;

    public ControlItem Control =>
        (ControlItem?)Get(ControlItem.ControlId) ?? new ControlItem { Tenant = Tenant };

    /// <summary>The items that differ from what is stored: what was read, what shall be.</summary>
    public IEnumerable<(string Id, ICatalogItem? Stored, ICatalogItem? Wanted)> Changes =>
        from pair in _current
        let stored = loaded.GetValueOrDefault(pair.Key)
        where !Equals(stored, pair.Value)
        select (pair.Key, stored, pair.Value);

    public HeadItem? Head(string documentId) => (HeadItem?)Get(HeadItem.IdOf(documentId));

    public GenerationItem? Generation(long generation) => (GenerationItem?)Get(GenerationItem.IdOf(generation));

    public SourceMarker? Marker(string sourceId) => (SourceMarker?)Get(SourceMarker.IdOf(sourceId));

    public void Put(ICatalogItem item) => _current[item.Id] = item;

    public void Remove(string id) => _current[id] = null;

    /// <summary>Adds a generation to the hidden ones, kept ascending.</summary>
    public void Hide(long generation) =>
        Put(Control with { Hidden = [.. Control.Hidden.Append(generation).Distinct().Order()] });

    public void Unhide(long generation) =>
        Put(Control with { Hidden = [.. Control.Hidden.Where(hidden => hidden != generation)] });

    /// <summary>Runs one operation; when it throws, its changes are undone and those of the others stay.</summary>
    public T Apply<T>(Func<CatalogState, T> operation)
    {
        var before = new Dictionary<string, ICatalogItem?>(_current, StringComparer.Ordinal);
        try
        {
            return operation(this);
        }
        catch
        {
            _current = before;
            throw;
        }
    }

    private ICatalogItem? Get(string id)
    {
        // An operation that did not say what it reads would decide on what it believes to be absent.
        if (!_current.TryGetValue(id, out ICatalogItem? item))
            throw new InvalidOperationException($"The catalog item '{id}' was not read before it was asked for.");

        return item;
    }
}
