using System.Text.RegularExpressions;

namespace Trivium.Answers.Generated;

/// <summary>
/// Instructions for the model: a text with placeholders <c>{{name}}</c>, built in or from a file of whoever runs the app.
/// </summary>
internal sealed partial class PromptText
{
    /// <summary>64 Ki characters: more instructions than a model heeds.</summary>
    private const int CharsMax = 64 * 1024;

    private readonly string _text;

    private PromptText(string text) => _text = text;

    /// <summary>Instructions for answers: the marker around what is data, the words for "no answer", the language.</summary>
    public static PromptKind Answer { get; } = new("answer.md", ["marker", "noAnswer", "language"]);

    /// <summary>Instructions for SQL: the marker around what is data, the words for "no table".</summary>
    public static PromptKind Table { get; } = new("table.md", ["marker", "noTable"]);

    /// <summary>Reads a file, or the built-in text where there is none.</summary>
    public static PromptText Load(string? file, PromptKind kind) => new(file is null ? BuiltIn(kind) : File.ReadAllText(file));

    /// <summary>What is wrong with a file; nothing where there is none.</summary>
    public static IEnumerable<string> Faults(string? file, PromptKind kind)
    {
        if (file is null) yield break;
        if (!File.Exists(file))
        {
            yield return $"is '{file}', but there is no such file.";
            yield break;
        }

        string text = File.ReadAllText(file);
        if (text.Length > CharsMax)
            yield return $"'{file}' has {text.Length} characters; at most {CharsMax} are possible.";
        string[] used = [.. Placeholder().Matches(text).Select(match => match.Groups["name"].Value).Distinct()];
        foreach (string missing in kind.Placeholders.Except(used))
            yield return $"'{file}' lacks the placeholder {{{{{missing}}}}}.";
        foreach (string unknown in used.Except(kind.Placeholders))
            yield return $"'{file}' has an unknown placeholder {{{{{unknown}}}}}; there are {string.Join(", ", kind.Placeholders)}.";
    }

    /// <summary>The text with every placeholder filled.</summary>
    public string Fill(IReadOnlyDictionary<string, string> values) =>
        Placeholder().Replace(_text, match => values[match.Groups["name"].Value]);

    private static string BuiltIn(PromptKind kind)
    {
        using Stream stream = typeof(PromptText).Assembly.GetManifestResourceStream($"prompts/{kind.Resource}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}

/// <summary>What instructions are for.</summary>
/// <param name="Resource">The built-in text.</param>
/// <param name="Placeholders">The placeholders it must have, and no others.</param>
internal sealed record PromptKind(string Resource, IReadOnlyList<string> Placeholders);
