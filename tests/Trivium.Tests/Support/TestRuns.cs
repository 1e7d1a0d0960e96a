namespace Trivium.Tests.Support;

/// <summary>How much of a sampled test runs: little by default, more with TRIVIUM_TESTS=full.</summary>
internal static class TestRuns
{
    public static bool IsFull => Environment.GetEnvironmentVariable("TRIVIUM_TESTS") == "full";

    public static TheoryData<int> Seeds(int few, int many)
    {
        var seeds = new TheoryData<int>();
        for (int seed = 1; seed <= (IsFull ? many : few); seed++) seeds.Add(seed);

        return seeds;
    }
}
