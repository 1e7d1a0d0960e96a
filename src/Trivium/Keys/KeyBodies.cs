using Trivium.Tenancy;

namespace Trivium.Keys;

/// <summary>A key. Its text is there once: in the answer to its making.</summary>
public sealed record KeyBody
{
    /// <summary>Its id: a part of the key that is no secret.</summary>
    public required string Id { get; init; }

    /// <summary>The key itself, where it was made just now; else null: only its hash is stored.</summary>
    public string? Key { get; init; }

    /// <summary>Whose documents it opens.</summary>
    public required string Tenant { get; init; }

    /// <summary>What its maker called it; null: nothing.</summary>
    public string? Name { get; init; }

    /// <summary><c>reader</c>, <c>writer</c> or <c>admin</c>.</summary>
    public required string Role { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From then on it opens nothing; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Requests a minute; null: as many as its role has.</summary>
    public int? RateLimit { get; init; }

    /// <summary>When it was last used, to within an hour; null: never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    internal static KeyBody Of(KeyItem item, string? text = null) => new()
    {
        Id = item.Id,
        Key = text,
        Tenant = item.Tenant,
        Name = item.Name,
        Role = RoleWords.Of(item.Role),
        CreatedAt = item.CreatedAt,
        ExpiresAt = item.ExpiresAt,
        RateLimit = item.RateLimit,
        LastUsedAt = item.LastUsedAt,
    };
}

/// <summary>A tenant's keys, the oldest first.</summary>
/// <param name="Keys">The keys.</param>
public sealed record KeyListBody(IReadOnlyList<KeyBody> Keys);
