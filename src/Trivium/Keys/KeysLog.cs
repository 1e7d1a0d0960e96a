using Microsoft.Extensions.Logging;

namespace Trivium.Keys;

/// <summary>What keys log. Event ids 2300 to 2399. Secrets are in none of them.</summary>
internal static partial class KeysLog
{
    [LoggerMessage(2300, LogLevel.Information, "A key {KeyId} of tenant {Tenant} and role {Role} was made.")]
    public static partial void Made(ILogger logger, string tenant, string keyId, string role);

    [LoggerMessage(2301, LogLevel.Information, "The key {KeyId} of tenant {Tenant} was revoked.")]
    public static partial void Revoked(ILogger logger, string tenant, string keyId);

    [LoggerMessage(2302, LogLevel.Warning, "The use of key {KeyId} of tenant {Tenant} could not be noted.")]
    public static partial void UseNotNoted(ILogger logger, Exception exception, string tenant, string keyId);
}
