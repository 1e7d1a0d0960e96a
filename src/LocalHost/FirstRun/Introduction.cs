using System.Text.Json;
using Spectre.Console;
using Trivium.LocalHost.Hosting;

namespace Trivium.LocalHost.FirstRun;

/// <summary>What a person at the terminal sees after the start: the samples going in, an answer from each model, the URLs.</summary>
internal static class Introduction
{
    public static async Task RunAsync(LocalApp app, LocalHostOptions options, IAnsiConsole console, CancellationToken cancellationToken)
    {
        using var api = new HttpClient { BaseAddress = new Uri(app.Url) };
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
        console.WriteLine($"  tables     {app.Url}/v1/tables");
        console.WriteLine($"  health     {app.Url}/health/ready");
        console.WriteLine("Press Ctrl-C to stop.");
    }

    /// <summary>Posts JSON and reads the JSON that comes back; anything but success throws with the problem's detail.</summary>
    public static async Task<JsonElement> PostForJsonAsync<T>(
        this HttpClient api, string path, T body, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await api.PostAsJsonAsync(path, body, cancellationToken);
        return await response.ReadJsonAsync(cancellationToken);
    }

    /// <summary>The JSON of an answer; anything but success throws with the problem's detail.</summary>
    public static async Task<JsonElement> ReadJsonAsync(this HttpResponseMessage response, CancellationToken cancellationToken)
    {
        JsonElement json = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return response.IsSuccessStatusCode
            ? json
            : throw new HttpRequestException(
                $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri?.PathAndQuery}: {json}",
                null,
                response.StatusCode);
    }
}
