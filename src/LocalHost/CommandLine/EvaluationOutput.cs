using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Trivium.LocalHost.Evaluation;

namespace Trivium.LocalHost.CommandLine;

/// <summary>Shows an evaluation: its progress, the table of modes, and the queries on which the modes differ most.</summary>
/// <param name="console">Where to.</param>
/// <param name="json">The report as JSON, and nothing else.</param>
internal sealed class EvaluationOutput(IAnsiConsole console, bool json)
{
    /// <summary>10 queries each way: what a person reads.</summary>
    private const int DifferencesMax = 10;

    /// <summary>.05: a smaller difference of one query's nDCG is a matter of neighbouring ranks.</summary>
    private const double DifferenceMin = 0.05;

    public Task ProgressAsync(string what, int count, Func<Action, Task> work) => json
        ? work(() => { })
        : console.Progress().StartAsync(async progress =>
        {
            ProgressTask bar = progress.AddTask(what, maxValue: Math.Max(1, count));
            await work(() => bar.Increment(1));
        });

    public void Show(EvaluationReport report)
    {
        if (json)
        {
            // Not through the console, which would wrap it.
            console.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(report, JsonSerializerOptions.Web));
            return;
        }

        var table = new Table().AddColumns("mode", "nDCG@10", $"recall@{report.RecallDepth}", "MRR");
        foreach (ModeResult mode in report.Modes)
            table.AddRow(mode.Mode, Shown(mode.Ndcg10), Shown(mode.Recall), Shown(mode.Mrr));
        console.Write(table);
        console.WriteLine($"{report.Queries} queries.");
        ShowDifferences(report, "text");
        ShowDifferences(report, "vector");
    }

    public void ShowFailure(string message) => console.MarkupLineInterpolated($"[red]{message}[/]");

    private void ShowDifferences(EvaluationReport report, string other)
    {
        QueryResult[] differing =
        [
            .. report.PerQuery.Where(query => Math.Abs(Gain(query)) >= DifferenceMin)
                .OrderByDescending(query => Math.Abs(Gain(query))).ThenBy(query => query.Id, StringComparer.Ordinal),
        ];
        if (differing.Length == 0)
        {
            console.WriteLine($"hybrid and {other} differ on no query.");
            return;
        }

        console.WriteLine($"hybrid against {other}: better on {differing.Count(query => Gain(query) > 0)}, "
            + $"worse on {differing.Count(query => Gain(query) < 0)}; those that differ most:");
        var table = new Table().AddColumns("query", "text", "hybrid", other, "difference");
        foreach (QueryResult query in differing.Where(query => Gain(query) < 0).Take(DifferencesMax)
            .Concat(differing.Where(query => Gain(query) > 0).Take(DifferencesMax)))
            table.AddRow(
                Markup.Escape(query.Id),
                Markup.Escape(query.Text),
                Shown(query.Ndcg10["hybrid"]),
                Shown(query.Ndcg10[other]),
                Gain(query).ToString("+0.000;-0.000", CultureInfo.InvariantCulture));
        console.Write(table);

        double Gain(QueryResult query) => query.Ndcg10["hybrid"] - query.Ndcg10[other];
    }

    private static string Shown(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
