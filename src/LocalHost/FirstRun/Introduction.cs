using System.Text.Json;
using Spectre.Console;
using Trivium.LocalHost.Hosting;

namespace Trivium.LocalHost.FirstRun;

/// <summary>What a person at the terminal sees after the start: the samples going in, an answer from each model, the URLs.</summary>
internal static class Introduction
{
    public static async Task RunAsync(LocalApp app, LocalHostOptions options, IAnsiConsole console, CancellationToken cancellationToken)
    {
        using HttpClient api = app.CreateClient();
        bool seeding = options.Seeds && (app.Data.IsNew || File.Exists(app.Data.SeedingMarker));
        if (seeding)
        {
            await File.WriteAllTextAsync(app.Data.SeedingMarker, "", cancellationToken);
            await new SeedIngestion(api, console).RunAsync(SeedFiles.All, cancellationToken);
            File.Delete(app.Data.SeedingMarker);
            await Tour.PrintAsync(api, console, cancellationToken);
        }
        else
        {
            JsonElement answer = await api.PostForJsonAsync(
                "/v1/sql", new { query = "SELECT COUNT(1) AS documents FROM documents" }, cancellationToken);
            console.MarkupLineInterpolated(
                $"{answer.GetProperty("rows")[0].GetProperty("documents")} documents in {app.Data.Path}");
        }

        PrintUrls(app, console);
    }

    private static void PrintUrls(LocalApp app, IAnsiConsole console)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]Trivium[/] listens on [link]{app.Url}[/]");
        console.WriteLine($"  documents  {app.Url}/v1/documents");
        console.WriteLine($"  search     {app.Url}/v1/search   (POST)");
        console.WriteLine($"  sql        {app.Url}/v1/sql      (POST)");
        console.WriteLine($"  ask        {app.Url}/v1/ask      (POST)");
        console.WriteLine($"  tables     {app.Url}/v1/tables");
        console.WriteLine($"  health     {app.Url}/health/ready");
        console.WriteLine("Press Ctrl-C to stop.");
    }
}
