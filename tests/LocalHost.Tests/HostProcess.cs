using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Trivium.LocalHost.Tests;

/// <summary>The local host as a user starts it: a process of its own, met over HTTP, that can be killed at any instruction.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process)
    {
        _process = process;
    }

    /// <summary>The API, once <see cref="StartAsync"/> has returned.</summary>
    public HttpClient Api { get; private set; } = new();

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts it and waits until it has introduced itself.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message is what it printed.</exception>
    public static async Task<HostProcess> StartAsync(string data, params string[] more)
    {
        HostProcess host = Spawn(["--port", "0", "--data", data, .. more]);
        await Task.WhenAny(host._ready.Task, host._process.WaitForExitAsync());
        if (!host._ready.Task.IsCompleted)
        {
            throw new InvalidOperationException($"The host ended with {host._process.ExitCode}:\n{host.Output}");
        }

        host.Api = new HttpClient { BaseAddress = new Uri(await host._listening.Task) };
        return host;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        await using HostProcess host = Spawn(arguments);
        await host._process.WaitForExitAsync();
        return (host._process.ExitCode, host.Output);
    }

    /// <summary>What Ctrl-C does; returns the exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        Assert.Equal(0, Kill(_process.Id, Interrupt));
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static HostProcess Spawn(string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Trivium.LocalHost.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (string argument in (string[])[program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        var host = new HostProcess(new Process { StartInfo = start });
        host._process.OutputDataReceived += (_, line) => host.Read(line.Data);
        host._process.ErrorDataReceived += (_, line) => host.Read(line.Data);
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (ListensOn().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(match.Groups[1].Value);
        }

        if (line.Contains("Press Ctrl-C", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }

    [GeneratedRegex(@"listens on (http://127\.0\.0\.1:\d+)")]
    private static partial Regex ListensOn();

    private const int Interrupt = 2;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int pid, int signal);
}
