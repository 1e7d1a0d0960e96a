using Trivium.Tenancy;

namespace Trivium.Keys;

/// <summary>Who was recognised, and how their requests are counted.</summary>
/// <param name="Identity">Who they are.</param>
/// <param name="LimitName">The name their requests are counted under; null: they are not.</param>
/// <param name="RateLimit">Requests a minute; null: as many as the role has.</param>
internal sealed record RecognizedCaller(CallerIdentity Identity, string? LimitName = null, int? RateLimit = null)
{
    /// <summary>The operator, whose requests are not counted.</summary>
    public static RecognizedCaller Operator { get; } = new(CallerIdentity.Operator);
}
