using System.Reflection;
using BenchmarkDotNet.Attributes;
using Trivium.FunctionsTestHost;

namespace Trivium.Benchmarks;

/// <summary>
/// From the start of a worker's process until it has told its functions and loaded each of them, with nothing of the
/// Functions host but a listener that speaks its protocol.
/// </summary>
[Config(typeof(StartupConfig))]
public class StartupBenchmarks
{
    /// <summary>The function for requests that no route takes.</summary>
    private const int Fallback = 1;

    private static readonly TimeSpan _loadTimeMax = TimeSpan.FromMinutes(1);

    private static readonly string _thisProgram = typeof(StartupBenchmarks).Assembly.Location;
    private static readonly string _functionApp = Path.GetFullPath(typeof(StartupBenchmarks).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "FunctionApp").Value!);

    private WorkerListener _listener = null!;
    private WorkerProcess? _worker;
    private DirectoryInfo? _data;

    /// <summary>Starts to listen. Not a task: within the process BenchmarkDotNet would not wait for it.</summary>
    [GlobalSetup]
    public void Listen() => _listener = WorkerListener.StartAsync().GetAwaiter().GetResult();

    /// <summary>Ends the worker; not part of the measurement.</summary>
    [IterationCleanup]
    public void End()
    {
        _worker?.Dispose();
        _worker = null;
        _data?.Delete(recursive: true);
        _data = null;
    }

    /// <summary>Ends listening.</summary>
    [GlobalCleanup]
    public void Stop() => _listener.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>The baseline.</summary>
    [Benchmark(Baseline = true, Description = "bare worker, 1 function")]
    public Task<int> Bare() => LoadAsync([_thisProgram, SampleWorker.Argument, SampleWorker.Bare], functionsMin: 1);

    /// <summary>An app of Express.</summary>
    [Benchmark(Description = "Express, 60 routes")]
    public Task<int> Express() =>
        LoadAsync([_thisProgram, SampleWorker.Argument, SampleWorker.Express], SampleRoutes.Count + Fallback);

    /// <summary>The product, with the embedded store.</summary>
    [Benchmark(Description = "Trivium")]
    public Task<int> Trivium() => LoadAsync([_functionApp], Fallback + 1);

    private async Task<int> LoadAsync(string[] program, int functionsMin)
    {
        _data = Directory.CreateTempSubdirectory("trivium-benchmark-");
        var settings = new Dictionary<string, string>
        {
            ["Cosmos__embedded"] = _data.FullName,
            ["Trivium__BootstrapKey"] = new('k', 32),
        };
        var loaded = _listener.Expect(Path.GetDirectoryName(program[0])!).Loaded;
        _worker = WorkerProcess.Start(program, _listener.Address, settings);
        var first = await Task.WhenAny(loaded, _worker.Exit).WaitAsync(_loadTimeMax);
        var functions = first == loaded
            ? (await loaded).Count
            : throw new InvalidOperationException($"{program[0]} ended before its functions were loaded.");
        return functions >= functionsMin
            ? functions
            : throw new InvalidOperationException($"{functions} functions were loaded, not {functionsMin} or more.");
    }
}
