namespace Trivium.Durable.Embedded;

/// <summary>Errors about names nobody registered.</summary>
internal static class CatalogNames
{
    /// <summary>Says what is missing and what there is, in order.</summary>
    public static string NotRegistered(string kind, string name, IEnumerable<string> registered)
    {
        string list = string.Join(", ", registered.Order(StringComparer.Ordinal));
        return $"No {kind} '{name}' is registered; registered are: {(list.Length == 0 ? "none" : list)}.";
    }
}
