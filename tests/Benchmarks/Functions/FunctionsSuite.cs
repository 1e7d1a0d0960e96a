namespace Trivium.Benchmarks;

internal static partial class Suites
{
    static partial void AddFunctions(IDictionary<string, Type[]> suites) =>
        suites[Functions] = [typeof(AdapterBenchmarks), typeof(StartupBenchmarks)];

    static partial void RunWorker(string[] args, ref int? exitCode)
    {
        if (args is [SampleWorker.Argument, ..])
        {
            SampleWorker.Run(args[1..]);
            exitCode = 0;
        }
    }
}
