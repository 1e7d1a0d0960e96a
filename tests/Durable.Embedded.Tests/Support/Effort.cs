namespace Trivium.Durable.Embedded.Tests;

/// <summary>How much the random tests do: little by default, much with TRIVIUM_TESTS=full.</summary>
internal static class Effort
{
    public static bool IsFull => Environment.GetEnvironmentVariable("TRIVIUM_TESTS") == "full";

    public static int Of(int normal, int full) => IsFull ? full : normal;
}
