using Trivium.Tenancy;

namespace Trivium.Keys.Principals;

/// <summary>
/// Callers that App Service authentication has signed in: it says who they are in the header
/// <c>x-ms-client-principal</c>. Off by default, and the header is not looked at: where the platform does not set it,
/// anybody can.
/// </summary>
public sealed class PrincipalOptions
{
    /// <summary>
    /// Believes the header. Only for hosts that nobody reaches but through App Service authentication, which takes the
    /// header away from what callers send.
    /// </summary>
    public bool Trusted { get; set; }

    /// <summary>The type of the claim that says whose documents they use, such as <c>tid</c>.</summary>
    public string TenantClaim { get; set; } = "";

    /// <summary>
    /// The tenant of each value of that claim, as <c>value=tenant</c>. Who has none of these values is refused.
    /// </summary>
    public IList<string> Tenants { get; } = [];

    /// <summary>
    /// The type of the claims that say what they may do; empty: what the principal itself calls its roles.
    /// </summary>
    public string RoleClaim { get; set; } = "";

    /// <summary>
    /// The role of each value of those claims, as <c>value=reader</c>, <c>writer</c> or <c>admin</c>; the highest
    /// counts.
    /// </summary>
    public IList<string> Roles { get; } = [];

    internal IReadOnlyDictionary<string, string> TenantMap() => Pairs(Tenants);

    internal IReadOnlyDictionary<string, CallerRole> RoleMap() =>
        Pairs(Roles).ToDictionary(pair => pair.Key, pair => RoleWords.Of(pair.Value)!.Value, StringComparer.Ordinal);

    internal IEnumerable<string> Validate(string name)
    {
        if (!Trusted) yield break;
        if (TenantClaim.Length == 0) yield return $"{name}__{nameof(TenantClaim)} is empty; a type of claim is needed.";
        if (Tenants.Count == 0) yield return $"{name}__{nameof(Tenants)} is empty; value=tenant is needed for each.";
        if (Roles.Count == 0) yield return $"{name}__{nameof(Roles)} is empty; value=role is needed for each.";
        foreach (string pair in Tenants.Where(pair => Split(pair) is not { } split || !TenantNames.IsName(split.Name)))
        {
            yield return $"{name}__{nameof(Tenants)} has '{pair}'; value=tenant is needed, and for tenants "
                + $"{TenantNames.Rule}.";
        }

        foreach (string pair in Roles.Where(pair => Split(pair) is not { } split || RoleWords.Of(split.Name) is null))
            yield return $"{name}__{nameof(Roles)} has '{pair}'; value=reader, value=writer or value=admin is needed.";
    }

    private static Dictionary<string, string> Pairs(IEnumerable<string> pairs)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in pairs)
        {
            if (Split(pair) is { } split) map[split.Value] = split.Name;
        }

        return map;
    }

    private static (string Value, string Name)? Split(string pair)
    {
        // The value may have the sign in it; names do not.
        int sign = pair.LastIndexOf('=');
        return sign > 0 ? (pair[..sign].Trim(), pair[(sign + 1)..].Trim()) : null;
    }
}
