using System.CommandLine;
using System.Net;
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
        Option<string?> key = KeyOption.Create(
            "The key of a running host; without it, what TRIVIUM_KEY in the environment says, or Trivium__BootstrapKey "
            + "for the host of the data directory");
        var repair = new Option<bool>("--repair") { Description = "Remove what belongs to nobody." };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var command = new Command("verify", "Check that nothing is stored that should not be, and nothing missing.")
        {
            url, data, key, repair, json,
        };
        command.SetAction((arguments, stop) => RunAsync(
            arguments.GetValue(url),
            arguments.GetValue(data)!,
            arguments.GetValue(key),
            arguments.GetValue(repair),
            arguments.GetValue(json),
            console,
            stop));
        return command;
    }

    private static async Task<int> RunAsync(
        string? url, string data, string? key, bool repair, bool json, IAnsiConsole console, CancellationToken stop)
    {
        try
        {
            if ((url ?? DataDirectory.OwnerUrl(data)) is { } running)
            {
                using HttpClient remote = ApiClient.Create(running, KeyOption.Find(key, isOwn: url is null));
                return await AskAsync(remote, repair, json, console, stop);
            }

            // It only looks: an embedder this shell does not know of must not be taken for one given up.
            IConfiguration settings = new ConfigurationBuilder().AddEnvironmentVariables()
                .AddInMemoryCollection([new($"Trivium:{nameof(TriviumOptions.Reembed)}", "false")]).Build();
            var options = new LocalHostOptions { Port = 0, Data = data, Seeds = false, Configuration = settings };
            await using LocalApp app = await LocalApp.StartAsync(options, stop);
            using HttpClient own = app.CreateClient();
            return await AskAsync(own, repair, json, console, stop);
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
        HttpClient client, bool repair, bool json, IAnsiConsole console, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(repair ? HttpMethod.Post : HttpMethod.Get, "/v1/admin/verify");
        using HttpResponseMessage response = await client.SendAsync(request, stop);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            throw new StartupException(
                "The host asks for a key. Give it with --key, or in the environment as TRIVIUM_KEY.");
        }


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
