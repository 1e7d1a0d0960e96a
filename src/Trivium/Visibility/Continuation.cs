namespace Trivium.Visibility;

/// <summary>What a continuation token carries.</summary>
/// <param name="Purpose">Which route it belongs to, such as <c>sql</c>: a token of another one is refused.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="QueryHash">What was asked (<see cref="ContinuationTokens.HashOf"/>): another question needs another
/// token.</param>
/// <param name="Snapshot">What the pages see; null where no generations are read.</param>
/// <param name="Inner">Where the next page starts, in the route's own words.</param>
internal sealed record Continuation(string Purpose, string Tenant, string QueryHash, Snapshot? Snapshot, string Inner);
