using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using Trivium.Benchmarks.Ingestion;
using Trivium.Benchmarks.Retrieval;

namespace Trivium.Benchmarks;

/// <summary>The groups of benchmarks that are run by name.</summary>
internal static partial class Suites
{
    private const string Functions = "functions";
    private const string Advice =
        "\nWhere the packages of the Functions host restore, -p:FunctionsHost=required adds the suite functions.";

    public static int Run(string[] args)
    {
        int? exitCode = null;
        RunWorker(args, ref exitCode);
        if (exitCode is { } code)
            return code;
        if (args is [IngestionBenchmark.Name, ..])
            return IngestionBenchmark.RunAsync(args[1..]).GetAwaiter().GetResult();
        if (args is [LargeSourcesBenchmark.Name, ..])
            return LargeSourcesBenchmark.RunAsync(args[1..]).GetAwaiter().GetResult();
        if (args is [RetrievalBenchmark.Name, ..])
            return RetrievalBenchmark.RunAsync(args[1..]).GetAwaiter().GetResult();

        var suites = new SortedDictionary<string, Type[]>(StringComparer.Ordinal)
        {
            ["embeddings"] = [typeof(EmbeddingBenchmarks)],
            ["express"] = [typeof(ExpressBenchmarks)],
            ["search"] = [typeof(SearchAgainstScanBenchmarks), typeof(SearchScaleBenchmarks)],
        };
        AddFunctions(suites);
        if (args.Length == 0 || !suites.TryGetValue(args[0], out var types))
        {
            var fault = args.Length == 0 ? "No suite was named" : $"There is no suite '{args[0]}'";
            var advice = suites.ContainsKey(Functions) ? "" : Advice;
            string[] names = [.. suites.Keys, IngestionBenchmark.Name, LargeSourcesBenchmark.Name, RetrievalBenchmark.Name];
            ConsoleLogger.Default.WriteLineError($"{fault}. There are: {string.Join(", ", names)}.{advice}");
            return 1;
        }

        // All of them, unless the arguments say which: RunAll would not listen to a filter.
        string[] filter = args.Any(arg => arg is "--filter" or "-f") ? [] : ["--filter", "*"];
        var summaries = BenchmarkSwitcher.FromTypes(types).Run([.. args[1..], .. filter]);
        var reports = summaries.SelectMany(summary => summary.Reports).ToList();
        return reports.Count > 0 && reports.All(report => report.Success) ? 0 : 1;
    }

    /// <summary>Adds what is compiled only with the packages of the Functions host.</summary>
    static partial void AddFunctions(IDictionary<string, Type[]> suites);

    /// <summary>Where this process was started as a worker, runs it to its end.</summary>
    static partial void RunWorker(string[] args, ref int? exitCode);
}
