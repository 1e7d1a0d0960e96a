using System.Text;

namespace Trivium.Cosmos.Sql.Tests.QueryFiles;

/// <summary>
/// A text file of queries over shared items. Sections begin with a word and a colon at the start of a line:
/// items:, then for each case case:, dialect:, parameters:, query:, and expect: (one row per line) or error:.
/// </summary>
internal sealed class QueryFile
{
    private static readonly string[] Names = ["items", "case", "dialect", "parameters", "query", "expect", "error"];

    public string Heading { get; private set; } = "";

    public string Items { get; private set; } = "";

    public List<QueryCase> Cases { get; } = [];

    public static QueryFile Read(string path)
    {
        var file = new QueryFile();
        var heading = new StringBuilder();
        string? section = null;
        var content = new StringBuilder();
        foreach (var line in File.ReadLines(path))
        {
            var colon = line.IndexOf(':');
            if (colon > 0 && Names.Contains(line[..colon]))
            {
                file.Close(section, content.ToString());
                section = line[..colon];
                content.Clear().AppendLine(line[(colon + 1)..].Trim());
            }
            else if (section is null) heading.AppendLine(line);
            else content.AppendLine(line);
        }

        file.Close(section, content.ToString());
        file.Heading = heading.ToString();
        return file;
    }

    public void Write(string path)
    {
        var text = new StringBuilder(Heading);
        text.Append("items:\n").Append(Items).Append('\n');
        foreach (var one in Cases)
        {
            text.Append("\ncase: ").Append(one.Name).Append('\n');
            if (one.Dialect.Length > 0) text.Append("dialect: ").Append(one.Dialect).Append('\n');
            if (one.Parameters.Length > 0) text.Append("parameters: ").Append(one.Parameters).Append('\n');
            text.Append("query:\n").Append(one.Query).Append('\n');
            if (one.Error.Length > 0) text.Append("error:\n").Append(one.Error).Append('\n');
            else text.Append(one.Expect.Length > 0 ? $"expect:\n{one.Expect}\n" : "expect:\n");
        }

        File.WriteAllText(path, text.Replace("\r", "").ToString());
    }

    private void Close(string? section, string content)
    {
        content = content.Trim();
        switch (section)
        {
            case null: break;
            case "items": Items = content; break;
            case "case": Cases.Add(new QueryCase { Name = content }); break;
            case "dialect": Cases[^1].Dialect = content; break;
            case "parameters": Cases[^1].Parameters = content; break;
            case "query": Cases[^1].Query = content; break;
            case "expect": Cases[^1].Expect = content; break;
            case "error": Cases[^1].Error = content; break;
        }
    }
}

/// <summary>One query of a file.</summary>
internal sealed class QueryCase
{
    public string Name { get; init; } = "";

    public string Dialect { get; set; } = "";

    public string Parameters { get; set; } = "";

    public string Query { get; set; } = "";

    public string Expect { get; set; } = "";

    public string Error { get; set; } = "";
}
