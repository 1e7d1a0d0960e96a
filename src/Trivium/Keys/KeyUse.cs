using Microsoft.Extensions.Logging;
using Trivium.Storage;

namespace Trivium.Keys;

/// <summary>
/// Notes when keys are used: coarsely, since a write for each request would cost more than most requests.
/// </summary>
internal sealed class KeyUse(KnownKeys known, KeyStore store, TimeProvider time, ILogger<KeyUse> logger)
{
    /// <summary>1 h: enough to see which keys are in use, one write per key, hour and process.</summary>
    public static readonly TimeSpan Resolution = TimeSpan.FromHours(1);

    public async Task NoteAsync(KeyName name, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (!known.ClaimUse(name, now, Resolution)) return;

        try
        {
            await store.NoteUseAsync(name, now, meter, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody is refused because of a note; the next look-up finds the old one and tries again.
            KeysLog.UseNotNoted(logger, exception, name.Tenant, name.Id);
        }
    }
}
