using System.Diagnostics;

namespace Trivium.Benchmarks;

/// <summary>A worker started as the Functions host starts it, with a directory to store in.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _data;

    private WorkerProcess(Process process, string data)
    {
        _process = process;
        _data = data;
    }

    /// <summary>The process's end.</summary>
    public Task Exit => _process.WaitForExitAsync();

    /// <param name="assembly">The program, and its arguments if it needs some of its own.</param>
    /// <param name="listener">Where the worker is to call.</param>
    public static WorkerProcess Start(IReadOnlyList<string> assembly, string listener)
    {
        var data = Directory.CreateTempSubdirectory("trivium-benchmark-").FullName;
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal)
            ? Environment.ProcessPath : "dotnet")
        {
            WorkingDirectory = Path.GetDirectoryName(assembly[0]),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        IEnumerable<string> arguments =
        [
            .. assembly,
            "--functions-uri", listener,
            "--functions-worker-id", "worker",
            "--functions-request-id", "request",
            "--functions-grpc-max-message-length", $"{int.MaxValue}",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = start.WorkingDirectory;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["Cosmos__embedded"] = data;
        start.Environment["Trivium__BootstrapKey"] = new string('k', 32);

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{assembly[0]} did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new WorkerProcess(process, data);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }
}
