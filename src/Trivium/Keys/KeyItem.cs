using Trivium.Tenancy;

namespace Trivium.Keys;

/// <summary>A key as it is stored, in container <c>operations</c>, kind <c>key</c>: deleted, it is revoked.</summary>
internal sealed record KeyItem
{
    public const string ItemKind = "key";

    /// <summary>The id in the key's public part.</summary>
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public string Kind { get; init; } = ItemKind;

    /// <summary>The SHA-256 of the key's text.</summary>
    public required byte[] Hash { get; init; }

    public required CallerRole Role { get; init; }

    /// <summary>What its maker called it; null: nothing.</summary>
    public string? Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From then on it opens nothing; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Requests a minute; null: as many as its role.</summary>
    public int? RateLimit { get; init; }

    /// <summary>When it was last used, to within <see cref="KeyUse.Resolution"/>; null: never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}
