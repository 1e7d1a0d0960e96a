namespace Trivium.Cosmos.Embedded.Tests;

/// <summary>What most tests store.</summary>
public sealed record Item(string Id, string Pk, int N = 0, string? Text = null, int? Ttl = null);
