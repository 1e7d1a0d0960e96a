using System.Collections.Concurrent;
using System.Collections.Immutable;
using Trivium.Visibility;

namespace Trivium.Tables.Catalog;

/// <summary>The catalogs of each tenant's latest snapshots. What two equal snapshots show is equal.</summary>
internal sealed class KeptCatalogs
{
    /// <summary>1,000 tenants.</summary>
    private const int TenantsMax = 1_000;

    /// <summary>200,000 documents over all tenants: some 200 MB where each has a few tables of ten columns.</summary>
    private const int DocumentsMax = 200_000;

    /// <summary>16 snapshots of a tenant, for continuations; they share nearly all they have.</summary>
    private const int SnapshotsMax = 16;

    private readonly ConcurrentDictionary<string, ImmutableList<KeptCatalog>> _tenants = new();

    /// <summary>The catalog of a snapshot that shows the same, or null.</summary>
    public KeptCatalog? Find(string tenant, Snapshot snapshot) => _tenants.GetValueOrDefault(tenant)?
        .Find(kept => kept.Snapshot.Next == snapshot.Next && kept.Snapshot.Hidden.SequenceEqual(snapshot.Hidden));

    /// <summary>
    /// The catalog of the tenant's latest snapshot that is no younger than this one, or null. A slow reader may come
    /// when others have seen more: then what they saw is no beginning for it.
    /// </summary>
    public KeptCatalog? Before(string tenant, Snapshot snapshot) => _tenants.GetValueOrDefault(tenant)?
        .Find(kept => kept.Snapshot.TakenAt <= snapshot.TakenAt && kept.Snapshot.Next <= snapshot.Next);

    /// <summary>Keeps a catalog; one of an older snapshot than the latest too, but behind it.</summary>
    public void Keep(string tenant, KeptCatalog catalog)
    {
        if (_tenants.Count >= TenantsMax || DocumentsOfOthers(tenant) + catalog.Parts.DocumentCount > DocumentsMax)
        {
            foreach (string other in _tenants.Keys.Where(other => other != tenant)) _tenants.TryRemove(other, out _);
        }

        _tenants.AddOrUpdate(
            tenant,
            _ => [catalog],
            (_, kept) => [.. kept
                .Where(other => other.Snapshot.Next != catalog.Snapshot.Next
                    || !other.Snapshot.Hidden.SequenceEqual(catalog.Snapshot.Hidden))
                .Append(catalog)
                .OrderByDescending(other => other.Snapshot.TakenAt)
                .Take(SnapshotsMax)]);
    }

    private int DocumentsOfOthers(string tenant) => _tenants
        .Where(pair => pair.Key != tenant)
        .Sum(pair => pair.Value[0].Parts.DocumentCount);
}

/// <summary>A catalog and the snapshot that shows it.</summary>
internal sealed record KeptCatalog(Snapshot Snapshot, CatalogParts Parts);
