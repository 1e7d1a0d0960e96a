using System.Text.RegularExpressions;

namespace Trivium.Express;

/// <summary>
/// What has been registered under which name and where, until the app is built; and the faults found.
/// </summary>
internal sealed partial class Registrations
{
    // Function names are unique whatever they name, and hosts compare them without case.
    private readonly Dictionary<string, (string Kind, SourceLocation At)> _names =
        new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _faults = [];
    private string? _builtAt;

    public IReadOnlyList<string> Faults => _faults;

    public bool IsRegistered(string kind, string name) =>
        _names.TryGetValue(name, out var taken) && taken.Kind == kind;

    /// <summary>Takes a name; false, with a fault, when it may not be had.</summary>
    public bool Claim(string kind, string name, SourceLocation at)
    {
        EnsureOpen($"{kind} '{name}'", at);
        if (!ValidName().IsMatch(name))
        {
            Fault(kind, name, at, "a name is a letter, then at most 127 letters, digits, '-' or '_'");
            return false;
        }

        if (_names.TryAdd(name, (kind, at)))
            return true;
        var taken = _names[name];
        Fault(kind, name, at, $"the name is taken by the {taken.Kind.ToLowerInvariant()} registered at {taken.At}");
        return false;
    }

    public void Fault(string kind, string name, SourceLocation? at, string message) =>
        _faults.Add($"{kind} '{name}'{(at is { } known ? $" ({known})" : "")}: {message.TrimEnd('.')}.");

    public void EnsureOpen(string what, SourceLocation? at)
    {
        if (_builtAt is not null)
            throw new InvalidOperationException(
                $"{what}{(at is { } known ? $" at {known}" : "")} came after the app was built ({_builtAt}). "
                + "Register everything before.");
    }

    public void Close(SourceLocation? at) => _builtAt = at is { } known ? $"at {known}" : "by its first use";

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex ValidName();
}
