using Microsoft.Extensions.DependencyInjection;
using Trivium.Keys.Principals;
using Trivium.Keys.RateLimiting;
using Trivium.Tenancy;

namespace Trivium.Keys;

/// <summary>Registers what recognises callers.</summary>
internal static class KeyServices
{
    public static void AddKeys(this IServiceCollection services)
    {
        services.AddScoped<Caller>();
        services.AddSingleton<Gate>();
        services.AddSingleton<KeyStore>();
        services.AddSingleton<KnownKeys>();
        services.AddSingleton<KeyUse>();
        services.AddSingleton<TenantKeys>();
        services.AddSingleton<KeyAuthentication>();
        services.AddSingleton<PrincipalAuthentication>();
        services.AddSingleton<CallLimits>();
        services.AddSingleton<FailedAttempts>();
    }
}
