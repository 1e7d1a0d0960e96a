using System.Collections.Concurrent;
using System.Diagnostics;

namespace Trivium.FunctionsTestHost;

/// <summary>A worker's process, started as the Functions host starts it.</summary>
public sealed class WorkerProcess : IDisposable
{
    /// <summary>200 lines: what a message of failure quotes at most.</summary>
    private const int OutputLinesMax = 200;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private WorkerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The process's end.</summary>
    public Task Exit => _process.WaitForExitAsync();

    /// <summary>The last lines it printed.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts it.</summary>
    /// <param name="program">The assembly, and its arguments if it needs some of its own.</param>
    /// <param name="listener">Where the worker is to call.</param>
    /// <param name="settings">Environment variables: a function app's settings.</param>
    public static WorkerProcess Start(
        IReadOnlyList<string> program, string listener, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal)
            ? Environment.ProcessPath : "dotnet")
        {
            WorkingDirectory = Path.GetDirectoryName(program[0]),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        IEnumerable<string> arguments =
        [
            .. program,
            "--functions-uri", listener,
            "--functions-worker-id", "worker",
            "--functions-request-id", "request",
            "--functions-grpc-max-message-length", $"{int.MaxValue}",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = start.WorkingDirectory;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new WorkerProcess(
            Process.Start(start) ?? throw new InvalidOperationException($"{program[0]} did not start."));
    }

    /// <summary>Ends it at whatever instruction it is (<c>kill -9</c>), and waits for that.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        if (_output.Count > OutputLinesMax)
            _output.TryDequeue(out _);
    }
}
