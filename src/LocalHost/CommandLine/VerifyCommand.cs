using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Trivium.LocalHost.Hosting;
using Trivium.Verification;

namespace Trivium.LocalHost.CommandLine;

/// <summary>Checks what is stored: of a running host, or, where none runs, of the data directory itself.</summary>
internal static class VerifyCommand
{
    /// <summary>The exit code where something is not as it should be, or could not be looked at.</summary>
    private const int Unclean = 1;

    public static Command Create(IAnsiConsole console)
    {
        var url = new Option<string?>("--url") { Description = "The base URL of a running host; without it, the host of the data directory." };
        var data = new Option<string>("--data")
        {
            Description = "The data directory.",
            DefaultValueFactory = _ => LocalHostOptions.DataDefault,
        };
        var repair = new Option<bool>("--repair") { Description = "Remove what belongs to nobody." };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var command = new Command("verify", "Check that nothing is stored that should not be, and nothing missing.") { url, data, repair, json };
        command.SetAction((arguments, stop) => RunAsync(
            arguments.GetValue(url),
            arguments.GetValue(data)!,
            arguments.GetValue(repair),
            arguments.GetValue(json),
            console,
            stop));
        return command;
    }

    private static async Task<int> RunAsync(
        string? url, string data, bool repair, bool json, IAnsiConsole console, CancellationToken stop)
    {
        try
        {
            if ((url ?? DataDirectory.OwnerUrl(data)) is { } running) return await AskAsync(running, repair, json, console, stop);

            var options = new LocalHostOptions { Port = 0, Data = data, Seeds = false };
            await using LocalApp app = await LocalApp.StartAsync(options, stop);
            return await AskAsync(app.Url, repair, json, console, stop);
        }
        catch (StartupException failure)
        {
            console.MarkupLineInterpolated($"[red]{failure.Message}[/]");
            return Unclean;
        }
        catch (HttpRequestException failure)
        {
            console.MarkupLineInterpolated($"[red]The host cannot be asked: {failure.Message}[/]");
            return Unclean;
        }
    }

    private static async Task<int> AskAsync(
        string url, bool repair, bool json, IAnsiConsole console, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = new Uri(url), Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(repair ? HttpMethod.Post : HttpMethod.Get, "/v1/admin/verify");
        using HttpResponseMessage response = await client.SendAsync(request, stop);
        response.EnsureSuccessStatusCode();
        string body = await response.Content.ReadAsStringAsync(stop);
        VerificationReport report = JsonSerializer.Deserialize<VerificationReport>(body, JsonSerializerOptions.Web)!;
        // Not through the console, which would wrap it.
        if (json) await console.Profile.Out.Writer.WriteLineAsync(body.AsMemory(), stop);
        else Show(report, console);
        return report.Clean ? 0 : Unclean;
    }

    private static void Show(VerificationReport report, IAnsiConsole console)
    {
        foreach (Finding finding in report.Findings)
        {
            string what = finding.DocumentId is null ? finding.Container : $"{finding.DocumentId} in {finding.Container}";
            string end = finding.Repaired ? " Repaired." : "";
            console.MarkupLineInterpolated($"[yellow]{finding.Kind}[/] {what}: {finding.Detail}{end}");
        }

        if (report.Truncated) console.WriteLine("There is more; run it again when this is repaired.");
        string verdict = report.Clean ? "everything is as it should be" : "not everything is as it should be";
        console.MarkupLineInterpolated($"{report.Documents} documents, {report.Items} items: {verdict}.");
    }
}
