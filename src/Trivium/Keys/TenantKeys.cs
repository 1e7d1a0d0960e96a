using Microsoft.Extensions.Logging;
using Trivium.Errors;
using Trivium.Storage;
using Trivium.Tenancy;

namespace Trivium.Keys;

/// <summary>Makes and revokes keys.</summary>
internal sealed class TenantKeys(KeyStore store, KnownKeys known, TimeProvider time, ILogger<TenantKeys> logger)
{
    /// <summary>
    /// 500 keys a tenant: a list of them is one answer. Two made at once may be one too many; no more.
    /// </summary>
    public const int KeysMax = 500;

    /// <summary>A new key and its text, which is nowhere else.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Conflict"/>: the tenant has too many.</exception>
    public async Task<(KeyItem Item, string Text)> CreateAsync(
        string tenant, KeyRequest request, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        int count = await store.CountAsync(tenant, meter, cancellationToken);
        if (count >= KeysMax)
            throw new TriviumException(
                ErrorCode.Conflict, $"The tenant '{tenant}' has {count} keys; {KeysMax} are possible. Delete some.");

        while (true)
        {
            (KeyName name, string text) = KeyText.New(tenant);
            var item = new KeyItem
            {
                Id = name.Id,
                Tenant = tenant,
                Hash = KeyText.HashOf(text),
                Role = request.Role,
                Name = request.Name,
                CreatedAt = time.GetUtcNow(),
                ExpiresAt = request.ExpiresAt,
                RateLimit = request.RateLimit,
            };

            // Only an id that is taken makes it go round again.
            if (!await store.TryCreateAsync(item, meter, cancellationToken)) continue;

            KeysLog.Made(logger, tenant, item.Id, RoleWords.Of(item.Role));
            return (item, text);
        }
    }

    /// <summary>
    /// Revokes a key: at once in this process, and within <see cref="KnownKeys.FreshFor"/> in others.
    /// </summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.NotFound"/></exception>
    public async Task RevokeAsync(KeyName name, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        if (!KeyText.IsId(name.Id) || await store.ReadAsync(name, meter, cancellationToken) is null)
        {
            throw new TriviumException(
                ErrorCode.NotFound, $"There is no such key in tenant '{name.Tenant}'; GET /v1/keys lists their ids.");
        }

        try
        {
            await store.DeleteAsync(name, meter, cancellationToken);
        }
        finally
        {
            // Also where the answer was lost: the item may be gone.
            known.Forget(name);
        }

        KeysLog.Revoked(logger, name.Tenant, name.Id);
    }
}
