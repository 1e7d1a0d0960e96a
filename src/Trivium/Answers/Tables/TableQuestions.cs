using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Trivium.Answers.Chat;
using Trivium.Answers.Generated;
using Trivium.Errors;
using Trivium.Storage;
using Trivium.Tables;
using Trivium.Tables.Catalog;
using Trivium.Tables.Query;
using Trivium.Visibility;

namespace Trivium.Answers.Tables;

/// <summary>
/// Questions about numbers: a chat model turns them into SQL over the tenant's tables, which is then read, checked and run like
/// any caller's. So whatever a model, or a document that talked to it, writes, it can read this tenant's tables and do nothing.
/// </summary>
internal sealed partial class TableQuestions(
    IChatClient chat, ChatEndpoint settings, SqlQueries queries, TableCatalogReader catalogs, SnapshotReader snapshots)
{
    /// <summary>What the model writes where no table holds the answer.</summary>
    private const string NoTable = "NO_TABLE";

    /// <summary>40 tables of 60 columns: some 10,000 model tokens at the most.</summary>
    private const int TablesMax = 40;

    private const int ColumnsMax = 60;

    /// <summary>2: a query that is refused is written again once, with what was wrong.</summary>
    private const int AttemptsMax = 2;

    /// <summary>500 model tokens: a long query.</summary>
    private const int QueryTokensMax = 500;

    private readonly PromptText _prompt = PromptText.Load(settings.TablePromptFile, PromptText.Table);

    /// <summary>The rows that answer the question, or null where no table does.</summary>
    /// <exception cref="TriviumException">The model did not answer.</exception>
    public async Task<AskSql?> AskAsync(
        string tenant, string question, ChatUsage usage, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        CatalogTable[] tables = await TablesAsync(tenant, meter, cancellationToken);
        if (tables.Length == 0) return null;

        List<ChatMessage> messages = Messages(question, tables);
        for (int attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            ChatResponse answer = await chat.GetResponseAsync(
                messages, new() { MaxOutputTokens = QueryTokensMax, Temperature = 0 }, cancellationToken);
            usage.Add(answer.Usage);
            if (QueryOf(answer.Text) is not { } query) return null;

            try
            {
                return await RunAsync(tenant, query, meter, cancellationToken);
            }
            catch (TriviumException fault) when (fault.Code is ErrorCode.Invalid or ErrorCode.TooLarge)
            {
                messages.Add(new(ChatRole.Assistant, answer.Text));
                messages.Add(new(ChatRole.User, $"The query was refused: {fault.Message}\nWrite it again, or {NoTable}."));
            }
        }

        return null;
    }

    /// <summary>The rows as a passage that an answer can cite: a line a row.</summary>
    public static string TextOf(AskSql sql)
    {
        var text = new StringBuilder();
        foreach (var row in sql.Rows)
            text.Append(string.Join("; ", row.EnumerateObject().Select(column => $"{column.Name}: {column.Value}"))).Append('\n');
        if (sql.Truncated) text.Append("(There are more rows.)\n");
        return text.ToString();
    }

    private async Task<AskSql?> RunAsync(
        string tenant, string query, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        SqlResponse answer = await queries.AnswerAsync(
            tenant, new() { Query = query, MaxItemCount = AskLimits.TableRowsMax }, cancellationToken);
        meter.Add(answer.RequestUnits);
        return answer.Rows.Count == 0
            ? null
            : new(query, answer.Columns, answer.Rows, Truncated: answer.Continuation is not null);
    }

    private async Task<CatalogTable[]> TablesAsync(
        string tenant, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        ReadScope scope = await snapshots.OpenAsync(tenant, meter, cancellationToken);
        TableCatalog catalog = await catalogs.ReadAsync(tenant, scope.Snapshot, meter, cancellationToken);

        // What documents say and link to is for search to find.
        string[] ofText = [Ingestion.ParsedSource.LinksTable, Ingestion.ParsedSource.HeadingsTable];
        return
        [
            .. catalog.Tables
                .Where(table => table is { Home: TableHome.Rows, Rows: > 0 } && !ofText.Contains(table.Name))
                .OrderByDescending(table => table.Rows).ThenBy(table => table.Name, StringComparer.Ordinal).Take(TablesMax),
        ];
    }

    private List<ChatMessage> Messages(string question, CatalogTable[] tables)
    {
        var data = new PromptData();
        foreach (CatalogTable table in tables) data.Add("table", Describe(table));
        data.Add("question", question);
        string instructions = _prompt.Fill(new Dictionary<string, string>
        {
            ["marker"] = data.Marker,
            ["noTable"] = NoTable,
        });
        return [new(ChatRole.System, instructions), new(ChatRole.User, data.ToString())];
    }

    private static string Describe(CatalogTable table)
    {
        var text = new StringBuilder($"{table.Name} ({table.Rows} rows)");
        foreach (CatalogColumn column in table.Columns.Take(ColumnsMax))
        {
            text.Append($"\n- {column.Name} {column.Type}");
            if (column.Example is { } example) text.Append($", such as {example}");
        }

        return text.ToString();
    }

    private static string? QueryOf(string answer)
    {
        Match fenced = Fence().Match(answer);
        string query = (fenced.Success ? fenced.Groups["query"].Value : answer).Trim().TrimEnd(';');
        return query.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase) ? query : null;
    }

    [GeneratedRegex(@"```(sql)?\s(?<query>.*?)```", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();
}
