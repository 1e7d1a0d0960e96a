namespace Trivium.Tenancy;

/// <summary>
/// On whose behalf a request is served: one per request scope. Every route takes the tenant from here and nowhere else.
/// Until the gate has said who it is there is no tenant to take: a request that went past it fails.
/// </summary>
internal sealed class Caller
{
    private CallerIdentity? _identity;

    /// <summary>Whose documents are read and written.</summary>
    public string Tenant => Identity.Tenant;

    public CallerRole Role => Identity.Role;

    /// <summary>True for who runs the host: only they are told of what belongs to no tenant.</summary>
    public bool IsOperator => Identity.IsOperator;

    private CallerIdentity Identity => _identity
        ?? throw new InvalidOperationException("Nobody has said whose request this is: it came past the gate.");

    /// <summary>Says who calls; once.</summary>
    public void Identify(CallerIdentity identity) => _identity = _identity is null
        ? identity
        : throw new InvalidOperationException("It was said already whose request this is.");
}
