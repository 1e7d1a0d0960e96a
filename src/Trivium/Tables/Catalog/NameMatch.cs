namespace Trivium.Tables.Catalog;

/// <summary>
/// How names in a query find what they mean: the exact spelling first, then the only one that differs in letter case.
/// When nothing does, what the writer probably meant.
/// </summary>
internal static class NameMatch
{
    /// <summary>20: a message stays readable; the whole list is at <c>GET /v1/tables</c>.</summary>
    private const int NamesShownMax = 20;

    /// <summary>The one meant, or null where there is none, or several that differ in letter case only.</summary>
    public static T? Find<T>(IEnumerable<T> candidates, Func<T, string> nameOf, string name)
        where T : class
    {
        T? found = null;
        var several = false;
        foreach (T candidate in candidates)
        {
            if (nameOf(candidate) == name) return candidate;
            if (!string.Equals(nameOf(candidate), name, StringComparison.OrdinalIgnoreCase)) continue;
            several = found is not null;
            found ??= candidate;
        }

        return several ? null : found;
    }

    /// <summary>"Did you mean 'region'? There are: a, b, c." for a name that was not found.</summary>
    public static string Suggest(IReadOnlyCollection<string> names, string name)
    {
        if (names.Count == 0) return "There are none.";
        string? near = Nearest(names, name);
        string[] within = [.. names.Where(candidate => IsWithin(candidate, name)).Take(NamesShownMax)];
        if (near is null && within.Length > 0) return $"Did you mean {string.Join(", ", within)}?";
        string list = string.Join(", ", names.Take(NamesShownMax));
        string more = names.Count > NamesShownMax ? $" and {names.Count - NamesShownMax} more" : "";
        return $"{(near is null ? "" : $"Did you mean '{near}'? ")}There are: {list}{more}.";
    }

    /// <summary>The name that differs least, or null where none is near.</summary>
    public static string? Nearest(IEnumerable<string> names, string name) =>
        names
            .Select(candidate => (candidate, distance: Distance(candidate.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(pair => pair.distance <= Math.Max(1, (Math.Min(pair.candidate.Length, name.Length) + 1) / 3))
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();

    // customer, where there are customer.name and customer.city.
    private static bool IsWithin(string candidate, string name) =>
        candidate.Length > name.Length + 1 && candidate[name.Length] == '.'
        && candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase);

    // Levenshtein's edit distance; names are short (a longer one cannot be near).
    private static int Distance(string left, string right)
    {
        const int charsMax = 100;
        if (left.Length > charsMax || right.Length > charsMax) return int.MaxValue;
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        for (var i = 1; i <= left.Length; i++)
        {
            int[] current = [i, .. new int[right.Length]];
            for (var j = 1; j <= right.Length; j++)
            {
                int replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[right.Length];
    }
}
