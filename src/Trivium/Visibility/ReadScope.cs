using System.Globalization;
using Trivium.Errors;

namespace Trivium.Visibility;

/// <summary>
/// One reader with its snapshot. Everything it has read is right while it lives; afterwards purges may have begun to
/// take
/// away what the snapshot still shows, so <see cref="EnsureAlive"/> comes after the last read and before the answer.
/// </summary>
internal sealed class ReadScope(Snapshot snapshot, TimeProvider time)
{
    public Snapshot Snapshot { get; } = snapshot;

    /// <summary>Throws when what was read with the snapshot may be incomplete.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Expired"/></exception>
    public void EnsureAlive()
    {
        TimeSpan age = time.GetUtcNow() - Snapshot.TakenAt;
        if (age <= VisibilityLimits.ReaderLifetime) return;

        throw new TriviumException(
            ErrorCode.Expired,
            string.Create(CultureInfo.InvariantCulture, $"The read began {age.TotalSeconds:0} s ago and a snapshot is good ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"for {VisibilityLimits.ReaderLifetime.TotalSeconds:0} s. Ask again from the start."));
    }
}
