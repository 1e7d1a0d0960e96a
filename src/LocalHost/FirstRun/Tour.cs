using System.Text.Json;
using Spectre.Console;

namespace Trivium.LocalHost.FirstRun;

/// <summary>One answer from each of the three models over the sample documents, with the question it answers.</summary>
internal static class Tour
{
    private const string Sql =
        "SELECT region, SUM(cost_usd) AS cost FROM invocations GROUP BY region ORDER BY cost DESC";

    private const string Search = "how do I avoid cold starts";

    private const string Document = "kakin-model.md";

    /// <summary>2: enough to see that the ranking makes sense.</summary>
    private const int HitsShown = 2;

    /// <summary>70 characters of a hit: with the indentation a line of the narrowest usual terminal.</summary>
    private const int ExcerptCharactersMax = 70;

    public static async Task PrintAsync(HttpClient api, IAnsiConsole console, CancellationToken cancellationToken)
    {
        await PrintSqlAsync(api, console, cancellationToken);
        await PrintSearchAsync(api, console, cancellationToken);
        await PrintDocumentAsync(api, console, cancellationToken);
    }

    private static async Task PrintSqlAsync(HttpClient api, IAnsiConsole console, CancellationToken cancellationToken)
    {
        JsonElement answer = await api.PostForJsonAsync("/v1/sql", new { query = Sql }, cancellationToken);
        var table = new Table().Border(TableBorder.Rounded);
        JsonElement[] described = [.. answer.GetProperty("columns").EnumerateArray()];
        string[] columns = [.. described.Select(column => column.GetProperty("name").GetString()!)];
        foreach (JsonElement column in described)
        {
            bool isNumber = column.GetProperty("type").GetString() is "integer" or "number";
            var header = new TableColumn(new Text(column.GetProperty("name").GetString()!));
            table.AddColumn(isNumber ? header.RightAligned() : header);
        }

        foreach (JsonElement row in answer.GetProperty("rows").EnumerateArray())
        {
            table.AddRow(columns.Select(column => new Text(row.TryGetProperty(column, out JsonElement value) ? value.ToString() : "")));
        }

        Title(console, "SQL", Sql);
        console.Write(table);
    }

    private static async Task PrintSearchAsync(HttpClient api, IAnsiConsole console, CancellationToken cancellationToken)
    {
        JsonElement answer = await api.PostForJsonAsync("/v1/search", new { query = Search, top = HitsShown }, cancellationToken);
        Title(console, "Search", Search);
        int rank = 0;
        foreach (JsonElement hit in answer.GetProperty("hits").EnumerateArray())
        {
            string headings = string.Join(" › ", hit.GetProperty("headings").EnumerateArray().Select(heading => heading.GetString()));
            console.MarkupLineInterpolated($"  {++rank}. [bold]{hit.GetProperty("documentId").GetString()}[/] {headings}");
            console.MarkupLineInterpolated($"     [grey]{Excerpt(hit.GetProperty("text").GetString()!)}[/]");
        }
    }

    private static async Task PrintDocumentAsync(HttpClient api, IAnsiConsole console, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await api.GetAsync($"/v1/documents/{Document}", cancellationToken);
        JsonElement document = await response.ReadJsonAsync(cancellationToken);
        Title(console, "Document", $"GET /v1/documents/{Document}");
        var grid = new Grid().AddColumn().AddColumn();
        foreach (string name in (string[])["title", "language", "tags", "contentType", "sizeBytes", "generation"])
        {
            grid.AddRow(new Text($"  {name}"), new Text(document.TryGetProperty(name, out JsonElement value) ? Plain(value) : ""));
        }

        console.Write(grid);
    }

    private static void Title(IAnsiConsole console, string model, string question)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold green]{model}[/]  {question}");
    }

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? string.Join(", ", value.EnumerateArray().Select(Plain))
        : value.ToString();

    private static string Excerpt(string text)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= ExcerptCharactersMax ? line : string.Concat(line.AsSpan(0, ExcerptCharactersMax), "…");
    }
}
