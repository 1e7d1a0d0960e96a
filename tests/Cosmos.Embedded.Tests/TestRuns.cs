namespace Trivium.Cosmos.Embedded.Tests;

/// <summary>How much of a sampled test runs: little by default, more with TRIVIUM_TESTS=full.</summary>
internal static class TestRuns
{
    public static bool IsFull => Environment.GetEnvironmentVariable("TRIVIUM_TESTS") == "full";
}
