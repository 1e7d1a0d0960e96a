using System.Collections.Concurrent;
using System.Security.Cryptography;
using Trivium.Storage;

namespace Trivium.Operations;

/// <summary>
/// Random keys that every process of an installation shares, made on first use. In container <c>operations</c>, of no
/// tenant, so that nothing a tenant can ask for reaches them.
/// </summary>
internal sealed class SecretStore(TriviumDatabase database)
{
    /// <summary>Not a possible tenant name: those are letters and digits.</summary>
    private const string NoTenant = "-";

    /// <summary>32: the key length of HMAC-SHA256 beyond which nothing is gained.</summary>
    private const int KeySizeBytes = 32;

    private readonly ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    /// <summary>The key of that name: the same for every process, for ever.</summary>
    public async ValueTask<byte[]> GetAsync(string name, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(name, out byte[]? known)) return known;

        var meter = new RequestUnitMeter();
        var partition = PartitionKeys.Operations(NoTenant, SecretItem.ItemKind);
        SecretItem? stored = await database.Operations.ReadOrNullAsync<SecretItem>(
            name, partition, meter, cancellationToken);
        while (stored is null)
        {
            var made = new SecretItem { Id = name, Tenant = NoTenant, Key = RandomNumberGenerator.GetBytes(KeySizeBytes) };
            stored = await database.Operations.TryCreateAsync(made, partition, meter, cancellationToken)
                ? made
                : await database.Operations.ReadOrNullAsync<SecretItem>(name, partition, meter, cancellationToken);
        }

        return _known.GetOrAdd(name, stored.Key);
    }

    private sealed record SecretItem
    {
        public const string ItemKind = "secret";

        public required string Id { get; init; }

        public required string Tenant { get; init; }

        public string Kind { get; init; } = ItemKind;

        public required byte[] Key { get; init; }
    }
}
