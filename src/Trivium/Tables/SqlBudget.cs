namespace Trivium.Tables;

/// <summary>How much one SQL request may use; beyond it the answer is <c>too_large</c>, with the number.</summary>
public sealed class SqlBudget
{
    /// <summary>
    /// 30 s: who waits for an answer has given up by then; and half of what a snapshot is good for, so that there is a
    /// second page.
    /// </summary>
    public static readonly TimeSpan TimeDefault = TimeSpan.FromSeconds(30);

    /// <summary>20,000 request units: about a million rows looked at.</summary>
    public const double RequestUnitsDefault = 20_000;

    /// <summary>How long it may take.</summary>
    public TimeSpan TimeMax { get; set; } = TimeDefault;

    /// <summary>
    /// What the store may charge for it, in request units; what is over is noticed at the end of a store's page.
    /// </summary>
    public double RequestUnitsMax { get; set; } = RequestUnitsDefault;

    /// <summary>Everything wrong with these settings; empty when they are fit.</summary>
    /// <param name="name">What the settings are called.</param>
    internal IEnumerable<string> Validate(string name)
    {
        if (TimeMax <= TimeSpan.Zero || TimeMax > Visibility.VisibilityLimits.ReaderLifetime)
        {
            yield return $"{name}.{nameof(TimeMax)} is {TimeMax}; up to "
                + $"{Visibility.VisibilityLimits.ReaderLifetime.TotalSeconds} s are possible.";
        }

        if (!(RequestUnitsMax > 0))
            yield return $"{name}.{nameof(RequestUnitsMax)} is {RequestUnitsMax}; more than 0 are needed.";
    }
}
