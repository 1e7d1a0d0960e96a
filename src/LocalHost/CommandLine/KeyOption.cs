using System.CommandLine;

namespace Trivium.LocalHost.CommandLine;

/// <summary>The option that takes a key, and where a key comes from without it.</summary>
internal static class KeyOption
{
    /// <summary>The key of whatever host is asked.</summary>
    private const string KeyVariable = "TRIVIUM_KEY";

    /// <summary>The operator's key of the host on this machine: nobody else is sent it.</summary>
    private const string OwnKeyVariable = "Trivium__BootstrapKey";

    /// <summary>The option.</summary>
    /// <param name="what">What the key is for, as a sentence without its end.</param>
    public static Option<string?> Create(string what) => new("--key")
    {
        Description = $"{what}. Others on this machine can see arguments: the environment is the better place.",
    };

    /// <summary>The key to call a host with; null: none.</summary>
    /// <param name="given">What the option says.</param>
    /// <param name="isOwn">The host is that of a data directory on this machine.</param>
    public static string? Find(string? given, bool isOwn) =>
        given ?? Variable(KeyVariable) ?? (isOwn ? Variable(OwnKeyVariable) : null);

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
