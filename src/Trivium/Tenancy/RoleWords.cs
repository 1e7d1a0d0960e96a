namespace Trivium.Tenancy;

/// <summary>Roles as callers write and read them.</summary>
internal static class RoleWords
{
    public static IReadOnlyDictionary<string, CallerRole> All { get; } = new Dictionary<string, CallerRole>
    {
        ["reader"] = CallerRole.Reader,
        ["writer"] = CallerRole.Writer,
        ["admin"] = CallerRole.Admin,
    };

    /// <summary>The role of a word; null: it is none.</summary>
    public static CallerRole? Of(string word) => All.TryGetValue(word, out CallerRole role) ? role : null;

    /// <summary>The word of a role.</summary>
    public static string Of(CallerRole role) => role.ToString().ToLowerInvariant();
}
