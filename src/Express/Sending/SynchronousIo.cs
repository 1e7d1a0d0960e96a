using Microsoft.AspNetCore.Http.Features;

namespace Trivium.Express;

/// <summary>Synchronous reads and writes of bodies are refused unless the app allows them, as by Kestrel.</summary>
internal sealed class SynchronousIo : IHttpBodyControlFeature
{
    public bool AllowSynchronousIO { get; set; }

    public void ThrowIfRefused(string instead)
    {
        if (!AllowSynchronousIO)
        {
            throw new InvalidOperationException(
                $"Synchronous operations are disallowed. Call {instead} or set AllowSynchronousIO to true instead.");
        }
    }
}
