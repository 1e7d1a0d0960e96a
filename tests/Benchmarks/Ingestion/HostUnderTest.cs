using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Trivium.Benchmarks.Ingestion;

/// <summary>The local host as a process of its own, so that its CPU time and memory are its own.</summary>
internal sealed partial class HostUnderTest : IAsyncDisposable
{
    private readonly Process _process;

    private HostUnderTest(Process process, Uri url)
    {
        _process = process;
        Api = new HttpClient { BaseAddress = url, Timeout = Timeout.InfiniteTimeSpan };
    }

    public HttpClient Api { get; }

    /// <summary>Processor time used so far, on all cores.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The most memory it has held, in bytes.</summary>
    public long PeakMemoryBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Has <see cref="PeakMemoryBytes"/> begin anew with what is held now. Where the system cannot, it goes on.</summary>
    public void ForgetPeakMemory()
    {
        // "5": forget the peak of the resident set (proc(5)).
        string control = $"/proc/{_process.Id}/clear_refs";
        if (File.Exists(control)) File.WriteAllText(control, "5");
    }

    /// <summary>Starts it on a data directory, without seeds, and waits until it is ready.</summary>
    /// <param name="data">The directory.</param>
    /// <param name="key">The operator's key; null: nobody needs one.</param>
    /// <param name="settings">Variables of its environment.</param>
    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    public static async Task<HostUnderTest> StartAsync(
        string data, string? key = null, params (string Name, string Value)[] settings)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Trivium.LocalHost.dll");
        string[] keys = key is null ? [] : ["--key", key];
        var start = new ProcessStartInfo("dotnet", [program, "--port", "0", "--data", data, "--no-seeds", .. keys])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in settings) start.Environment[name] = value;
        Process process = Process.Start(start) ?? throw new InvalidOperationException("The host did not start.");
        var url = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (Url().Match(line.Data ?? "") is { Success: true } match) url.TrySetResult(new(match.Value));
        };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Task.WhenAny(url.Task, process.WaitForExitAsync());
        if (!url.Task.IsCompleted) throw new InvalidOperationException($"The host ended with {process.ExitCode}.");

        var host = new HostUnderTest(process, await url.Task);
        if (key is not null) host.Api.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using HttpResponseMessage ready = await host.Api.GetAsync(new Uri("/health/ready", UriKind.Relative));
        ready.EnsureSuccessStatusCode();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();

        // Every acknowledged write survives that: nothing need be flushed.
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Url();
}
