namespace Trivium.Tenancy;

/// <summary>
/// On whose behalf a request is served: one per request scope. Every route takes the tenant from here and nowhere else.
/// </summary>
internal sealed class Caller
{
    /// <summary>The tenant of a host that has no keys.</summary>
    public const string DefaultTenant = "default";

    public string Tenant { get; init; } = DefaultTenant;

    public CallerRole Role { get; init; } = CallerRole.Admin;

    /// <summary>True for who runs the host: only they are told of what belongs to no tenant.</summary>
    public bool IsOperator => Role == CallerRole.Admin && Tenant == DefaultTenant;
}

/// <summary>What a caller may do; each role may do what those before it may.</summary>
internal enum CallerRole
{
    Reader,
    Writer,
    Admin,
}
