using System.CommandLine;

namespace Trivium.LocalHost.CommandLine;

/// <summary>The option that takes a key, and where a key comes from without it.</summary>
internal static class KeyOption
{
    /// <summary>Environment variables that hold a key; the first that is set counts.</summary>
    private static readonly string[] _variables = ["TRIVIUM_KEY", "Trivium__BootstrapKey"];

    /// <summary>The option.</summary>
    /// <param name="what">What the key is for, as a sentence without its end.</param>
    public static Option<string?> Create(string what) => new("--key")
    {
        Description = $"{what}. Others on this machine can see arguments: the environment is the better place.",
    };

    /// <summary>The key to call a host with; null: none.</summary>
    public static string? Find(string? given) => given
        ?? _variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
}
