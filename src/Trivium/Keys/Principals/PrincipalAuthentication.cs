using Microsoft.AspNetCore.Http;
using Trivium.Errors;
using Trivium.Tenancy;

namespace Trivium.Keys.Principals;

/// <summary>Recognises callers whom the platform has signed in, where the settings say that it has.</summary>
internal sealed class PrincipalAuthentication(TriviumOptions options)
{
    private const string RolesByDefault = "roles";

    private readonly IReadOnlyDictionary<string, string> _tenants = options.Principals.TenantMap();
    private readonly IReadOnlyDictionary<string, CallerRole> _roles = options.Principals.RoleMap();

    /// <summary>Whom the platform says it is; null: it says nothing, or is not believed.</summary>
    /// <exception cref="TriviumException">
    /// <see cref="ErrorCode.Unauthorized"/>: the header is not one; <see cref="ErrorCode.Forbidden"/>: they belong to no
    /// tenant here, or have no role.
    /// </exception>
    public RecognizedCaller? Recognize(HttpContext context)
    {
        if (!options.Principals.Trusted) return null;

        string header = context.Request.Headers[ClientPrincipal.Header].ToString();
        if (header.Length == 0) return null;

        if (ClientPrincipal.Parse(header) is not { } principal)
        {
            context.Response.Headers.WWWAuthenticate = Credentials.Challenge;
            throw new TriviumException(ErrorCode.Unauthorized, $"The header {ClientPrincipal.Header} cannot be read.");
        }

        string tenant = TenantOf(principal);
        CallerRole role = RoleOf(principal);
        return new(new CallerIdentity(tenant, role), $"{tenant}/principal:{principal.Subject}");
    }

    private string TenantOf(ClientPrincipal principal)
    {
        string claim = options.Principals.TenantClaim;
        string[] tenants =
        [
            .. principal.ValuesOf(claim).Where(_tenants.ContainsKey).Select(value => _tenants[value]).Distinct(),
        ];
        return tenants switch
        {
            [var tenant] => tenant,
            [] => throw new TriviumException(
                ErrorCode.Forbidden, $"You are signed in, but no claim '{claim}' of yours belongs to a tenant here."),
            _ => throw new TriviumException(
                ErrorCode.Forbidden, $"Your claims '{claim}' belong to several tenants here; use a key of one."),
        };
    }

    private CallerRole RoleOf(ClientPrincipal principal)
    {
        string claim = options.Principals.RoleClaim is { Length: > 0 } configured
            ? configured
            : principal.RoleType is { Length: > 0 } own ? own : RolesByDefault;
        CallerRole[] roles = [.. principal.ValuesOf(claim).Where(_roles.ContainsKey).Select(value => _roles[value])];
        return roles.Length > 0
            ? roles.Max()
            : throw new TriviumException(
                ErrorCode.Forbidden, $"You are signed in, but no claim '{claim}' of yours is a role here.");
    }
}
