using System.Collections.Immutable;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>
/// The entries of all items in a container's unique keys, each with the id that occupies it. Immutable; in memory, or
/// rows in storage under changes that are not committed, as <see cref="ItemSet"/>.
/// </summary>
internal sealed class UniqueKeyOwners
{
    /// <summary>Without entries; what is added stays in memory.</summary>
    public static readonly UniqueKeyOwners Empty = new(NoChanges, null, null);

    // A null is an entry that was given up but is still in storage.
    private readonly ImmutableDictionary<string, string?> _owners;
    private readonly uint? _stored;
    private readonly IItemRows? _rows;

    private UniqueKeyOwners(ImmutableDictionary<string, string?> owners, uint? stored, IItemRows? rows)
    {
        (_owners, _stored, _rows) = (owners, stored, rows);
    }

    private static ImmutableDictionary<string, string?> NoChanges =>
        ImmutableDictionary.Create<string, string?>(StringComparer.Ordinal);

    public static UniqueKeyOwners Stored(uint container) => new(NoChanges, container, null);

    public UniqueKeyOwners Over(IItemRows rows) =>
        _stored is null || _rows is not null ? this : new UniqueKeyOwners(_owners, _stored, rows);

    public string? Find(string entry)
    {
        if (_owners.TryGetValue(entry, out var owner))
            return owner;
        return _stored is { } container
            ? (_rows ?? throw new InvalidOperationException("Unique keys are read by the writer only."))
                .UniqueKeyOwner(container, entry)
            : null;
    }

    public UniqueKeyOwners With(IReadOnlyList<string> entries, string id) => entries.Count == 0
        ? this
        : new UniqueKeyOwners(
            _owners.SetItems(entries.Select(entry => KeyValuePair.Create(entry, (string?)id))), _stored, _rows);

    /// <summary>Gives up those of the entries that the item occupies.</summary>
    public UniqueKeyOwners Without(IReadOnlyList<string> entries, string id)
    {
        var owners = _owners;
        foreach (var entry in entries)
        {
            if (Find(entry) == id)
                owners = _stored is null ? owners.Remove(entry) : owners.SetItem(entry, null);
        }
        return new UniqueKeyOwners(owners, _stored, _rows);
    }
}
