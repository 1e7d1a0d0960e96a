using System.Runtime.CompilerServices;
using System.Text;

namespace Trivium.Tests.Tables;

/// <summary>
/// Queries and what is expected of them, in text files beside the tests. A case is a block of lines <c>name: value</c>,
/// a value goes on in lines that start with two blanks, blocks are separated by an empty line, and a line that starts
/// with # is a remark. With <c>TRIVIUM_TESTS_REWRITE=1</c> the expectations are rewritten with what came out; read the
/// difference before committing it.
/// </summary>
public sealed class QueryFile
{
    private readonly string _path;
    private readonly List<object> _blocks = [];

    public QueryFile(string path)
    {
        _path = path;
        List<string> lines = [];
        foreach (string line in (string[])[.. File.ReadAllLines(path), ""])
        {
            if (line.Length > 0 && line[0] != '#')
            {
                lines.Add(line);
                continue;
            }

            if (lines.Count > 0) _blocks.Add(QueryCase.Parse(lines));
            if (line.Length > 0) _blocks.Add(line);
            lines = [];
        }
    }

    public static string FolderOf(string name, [CallerFilePath] string caller = "") =>
        Path.Combine(Path.GetDirectoryName(caller)!, name);

    public static IEnumerable<string> NamesIn(string folder) => Directory.GetFiles(FolderOf(folder), "*.txt")
        .Select(path => Path.GetFileName(path))
        .Order(StringComparer.Ordinal);

    public IEnumerable<QueryCase> Cases => _blocks.OfType<QueryCase>();

    public static bool Rewrites => Environment.GetEnvironmentVariable("TRIVIUM_TESTS_REWRITE") == "1";

    public void Rewrite(Func<QueryCase, IReadOnlyList<KeyValuePair<string, string>>> actual)
    {
        var text = new StringBuilder();
        foreach (object block in _blocks)
        {
            if (block is QueryCase written) text.Append(written.With(actual(written))).Append('\n');
            else text.Append(block).Append('\n');
        }

        File.WriteAllText(_path, text.ToString().TrimEnd('\n') + "\n");
    }
}

/// <summary>One case of a <see cref="QueryFile"/>.</summary>
public sealed record QueryCase(string Query, string? Parameters, IReadOnlyList<KeyValuePair<string, string>> Expected)
{
    public static QueryCase Parse(List<string> lines)
    {
        List<KeyValuePair<string, string>> values = [];
        foreach (string line in lines)
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                values[^1] = new(values[^1].Key, $"{values[^1].Value}\n{line[2..]}".TrimStart('\n'));
                continue;
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            values.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }

        string? parameters = values.Find(value => value.Key == "parameters").Value;
        return new(
            values.Find(value => value.Key == "query").Value,
            parameters,
            [.. values.Where(value => value.Key is not ("query" or "parameters"))]);
    }

    public string With(IReadOnlyList<KeyValuePair<string, string>> expected)
    {
        var text = new StringBuilder().Append(Format("query", Query));
        if (Parameters is not null) text.Append(Format("parameters", Parameters));
        foreach (var (name, value) in expected) text.Append(Format(name, value));
        return text.ToString();
    }

    public void AssertEqual(IReadOnlyList<KeyValuePair<string, string>> actual) =>
        Assert.Equal($"{Query}\n{Text(Expected)}", $"{Query}\n{Text(actual)}");

    private static string Text(IReadOnlyList<KeyValuePair<string, string>> values) =>
        string.Concat(values.Select(value => Format(value.Key, value.Value)));

    private static string Format(string name, string value) => value.Contains('\n')
        ? $"{name}:\n  {value.Replace("\n", "\n  ")}\n"
        : $"{name}: {value}\n";
}
