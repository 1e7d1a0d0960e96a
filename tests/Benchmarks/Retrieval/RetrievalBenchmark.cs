using System.Globalization;
using BenchmarkDotNet.Loggers;

namespace Trivium.Benchmarks.Retrieval;

/// <summary>
/// Searches and SQL through the local host's HTTP API, beside the same queries through the SDK alone: of a tenant alone
/// in the store, of tenants among a hundred, and of one that has a hundred times as much; with nothing hidden and with
/// as many hidden generations as there may be.
/// </summary>
internal static class RetrievalBenchmark
{
    public const string Name = "retrieval";

    private const int ChunksDefault = 100_000;
    private const int ChunksPerTenant = 1_000;

    /// <summary>4 of the small tenants are asked in turn.</summary>
    private const int TenantsAsked = 4;

    private const int ChunksMin = TenantsAsked * ChunksPerTenant;

    /// <summary>Runs it; the exit code.</summary>
    /// <param name="args">
    /// How many chunks the large tenant has and the small ones have together, and the one layout that is to be measured;
    /// or nothing.
    /// </param>
    public static async Task<int> RunAsync(string[] args)
    {
        int chunks = ChunksDefault;
        if (args.Length > 2 || (args.Length > 0 && !int.TryParse(args[0], out chunks)) || chunks < ChunksMin)
        {
            ConsoleLogger.Default.WriteLineError(
                $"'{string.Join(' ', args)}' is no number of chunks (at least {ChunksMin}), with or without a layout.");
            return 1;
        }

        Layout[] layouts = [.. Layouts(chunks).Where(layout => args is not [_, var name] || layout.Name == name)];
        if (layouts.Length == 0)
        {
            string names = string.Join(", ", Layouts(chunks).Select(layout => layout.Name));
            ConsoleLogger.Default.WriteLineError($"There is no layout '{args[1]}'. There are: {names}.");
            return 1;
        }

        DirectoryInfo directory = Directory.CreateTempSubdirectory("trivium-benchmark-");
        try
        {
            var run = new RetrievalRun(directory.FullName);
            foreach (Layout layout in layouts) await run.MeasureAsync(layout);
            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static List<Layout> Layouts(int chunks)
    {
        int count = chunks / ChunksPerTenant;
        int step = count / TenantsAsked;
        GeneratedTenant[] small = [.. Enumerable.Range(0, count).Select(number => new GeneratedTenant(
            string.Create(CultureInfo.InvariantCulture, $"small{number}"),
            ChunksPerTenant,
            HasTable: number % step == 0 && number / step < TenantsAsked))];
        var large = new GeneratedTenant("large", chunks, HasTable: true);
        return
        [
            new("alone", small[..1], small[..1]),
            new("among", small, [.. small.Where(tenant => tenant.HasTable)]),
            new("large", [large], [large]),
        ];
    }
}
