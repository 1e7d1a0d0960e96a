namespace Trivium.Tenancy;

/// <summary>Who was recognised.</summary>
/// <param name="Tenant">Whose documents they read and write.</param>
/// <param name="Role">What they may do there.</param>
internal sealed record CallerIdentity(string Tenant, CallerRole Role)
{
    /// <summary>Whoever runs the host: by the bootstrap key, or by reaching a host that asks for none.</summary>
    public static CallerIdentity Operator { get; } = new(TenantNames.Default, CallerRole.Admin);

    public bool IsOperator => Role == CallerRole.Admin && Tenant == TenantNames.Default;

    /// <summary>The most they may ask for.</summary>
    public RouteAccess Access => IsOperator ? RouteAccess.Operator : Role switch
    {
        CallerRole.Reader => RouteAccess.Reader,
        CallerRole.Writer => RouteAccess.Writer,
        CallerRole.Admin => RouteAccess.Admin,
        _ => throw new InvalidOperationException($"An unknown role: {Role}."),
    };
}

/// <summary>What a caller may do; each role may do what those before it may.</summary>
internal enum CallerRole
{
    Reader,
    Writer,
    Admin,
}
