using System.CommandLine;
using Spectre.Console;
using Trivium.LocalHost.Evaluation;
using Trivium.LocalHost.Hosting;

namespace Trivium.LocalHost.CommandLine;

/// <summary>
/// Measures search on queries with known answers: in a store of its own that is thrown away, or on a host that runs.
/// </summary>
internal static class EvalCommand
{
    /// <summary>The exit code where nothing could be measured.</summary>
    private const int NotMeasured = 1;

    /// <summary>100: the depth at which recall is usually compared.</summary>
    private const int RecallDepthDefault = 100;

    public static Command Create(IAnsiConsole console)
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "The folder with queries.jsonl or queries.tsv, qrels/*.tsv or qrels.txt and, unless --corpus or --url "
                + "is given, corpus.jsonl or a folder corpus.",
        };
        var corpus = new Option<string?>("--corpus") { Description = "Where the documents are: a folder of files or a .jsonl file." };
        var url = new Option<string?>("--url") { Description = "Ask this host instead, which has the documents already." };
        var depth = new Option<int>("--recall")
        {
            Description = "The k of recall@k.",
            DefaultValueFactory = _ => RecallDepthDefault,
        };
        depth.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1
                && (!int.TryParse(result.Tokens[0].Value, out int value) || value is < 1 or > EvaluationRun.HitsMax))
                result.AddError($"--recall takes a number from 1 to {EvaluationRun.HitsMax}, not '{result.Tokens[0].Value}'.");
        });
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var command = new Command("eval", "Measure search on queries with known answers (nDCG@10, recall, MRR).")
        {
            folder, corpus, url, depth, json,
        };
        command.SetAction((arguments, stop) => RunAsync(
            arguments.GetValue(folder)!,
            arguments.GetValue(corpus),
            arguments.GetValue(url),
            arguments.GetValue(depth),
            new EvaluationOutput(console, arguments.GetValue(json)),
            stop));
        return command;
    }

    private static async Task<int> RunAsync(
        string folder, string? corpus, string? url, int depth, EvaluationOutput output, CancellationToken stop)
    {
        try
        {
            EvaluationSet set = EvaluationSet.Load(folder, corpus);
            EvaluationReport report = url is not null
                ? await MeasureAsync(url, set, depth, output, stop)
                : await MeasureAsync(
                    set,
                    set.Corpus ?? throw new EvaluationException(
                        $"There is neither corpus.jsonl nor a folder corpus in {folder}. Name one with --corpus, or a host with --url."),
                    depth,
                    output,
                    stop);
            output.Show(report);
            return 0;
        }
        catch (Exception failure) when (failure is EvaluationException or StartupException or HttpRequestException)
        {
            output.ShowFailure(failure.Message);
            return NotMeasured;
        }
    }

    private static async Task<EvaluationReport> MeasureAsync(
        EvaluationSet set, Corpus corpus, int depth, EvaluationOutput output, CancellationToken stop)
    {
        string data = Directory.CreateTempSubdirectory("trivium-eval-").FullName;
        try
        {
            var options = new LocalHostOptions { Port = 0, Data = data, Seeds = false, Durability = HostDurability.Process };
            await using LocalApp app = await LocalApp.StartAsync(options, stop);
            using var api = new HttpClient { BaseAddress = new Uri(app.Url), Timeout = Timeout.InfiniteTimeSpan };
            await output.ProgressAsync(
                "Ingesting the corpus", corpus.Count, done => new CorpusIngestion(api).RunAsync(corpus, done, stop));
            return await MeasureAsync(app.Url, set, depth, output, stop);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<EvaluationReport> MeasureAsync(
        string url, EvaluationSet set, int depth, EvaluationOutput output, CancellationToken stop)
    {
        using var api = new HttpClient { BaseAddress = new Uri(url), Timeout = Timeout.InfiniteTimeSpan };
        EvaluationReport? report = null;
        await output.ProgressAsync(
            "Asking the queries",
            set.Queries.Count,
            async done => report = await new EvaluationRun(api, set, depth).RunAsync(done, stop));
        return report!;
    }
}
