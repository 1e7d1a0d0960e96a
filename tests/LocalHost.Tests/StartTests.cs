using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Trivium.LocalHost.Tests;

public sealed class StartTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();

    [Fact]
    public async Task Start_OnAnEmptyDirectory_IngestsTheSeedsAndPrintsAnAnswerFromEachModel()
    {
        await using HostProcess host = await HostProcess.StartAsync(_data.Path);

        int documents = await CountDocumentsAsync(host);
        int files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "seeds")).Length;

        Assert.True(files >= 12);
        Assert.Equal(files, documents);
        Assert.Contains("SQL", host.Output, StringComparison.Ordinal);
        Assert.Contains("Search", host.Output, StringComparison.Ordinal);
        Assert.Contains("Document", host.Output, StringComparison.Ordinal);
        Assert.Equal(0, await host.InterruptAsync());
    }

    [Fact]
    public async Task Start_TheSecondTime_FindsEverythingAndIngestsNothing()
    {
        string[] before;
        await using (HostProcess first = await HostProcess.StartAsync(_data.Path))
        {
            before = await IngestionsAsync(first);
            Assert.Equal(0, await first.InterruptAsync());
        }

        await using HostProcess second = await HostProcess.StartAsync(_data.Path);

        Assert.NotEmpty(before);
        Assert.Equal(before, await IngestionsAsync(second));
        Assert.DoesNotContain("Ingesting", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutSeeds_LeavesTheDirectoryEmpty()
    {
        await using HostProcess host = await HostProcess.StartAsync(_data.Path, "--no-seeds", "--durability", "process");

        Assert.Equal(0, await CountDocumentsAsync(host));
    }

    [Fact]
    public async Task Verify_OfARunningHostAndOfItsDirectoryAfterwards_IsClean()
    {
        await using (HostProcess host = await HostProcess.StartAsync(_data.Path, "--durability", "process"))
        {
            (int running, string report) = await HostProcess.RunAsync("verify", "--data", _data.Path);
            Assert.True(running == 0, report);
            Assert.Contains("everything is as it should be", report, StringComparison.Ordinal);
            await host.KillAsync();
        }

        (int stopped, string json) = await HostProcess.RunAsync("verify", "--data", _data.Path, "--repair", "--json");

        Assert.True(stopped == 0, json);
        Assert.True(JsonElement.Parse(json).GetProperty("documents").GetInt32() >= 12);
    }

    [Fact]
    public async Task Start_OnADirectoryInUse_SaysInOneLineByWhom()
    {
        await using HostProcess host = await HostProcess.StartAsync(_data.Path, "--no-seeds");

        (int exitCode, string output) = await HostProcess.RunAsync("--port", "0", "--data", _data.Path);

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"The data directory {_data.Path} is in use by process ", output, StringComparison.Ordinal);
        Assert.Contains($" at {host.Api.BaseAddress!.ToString().TrimEnd('/')}. Stop it, or choose another one with --data.", output, StringComparison.Ordinal);
        Assert.Single(output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Start_OnAPortInUse_SaysSoInOneLine()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;

        (int exitCode, string output) = await HostProcess.RunAsync("--port", $"{port}", "--data", _data.Path);

        Assert.Equal(1, exitCode);
        Assert.Equal($"Port {port} on 127.0.0.1 is in use. Stop what uses it, or choose another one with --port.", output.TrimEnd());
    }

    [Fact]
    public async Task Start_WhereTheDirectoryCannotBeMade_SaysSoInOneLine()
    {
        string file = Path.Combine(_data.Path, "file");
        await File.WriteAllTextAsync(file, "");

        (int exitCode, string output) = await HostProcess.RunAsync("--port", "0", "--data", Path.Combine(file, "below"));

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"The data directory {file}/below cannot be written", output, StringComparison.Ordinal);
        Assert.Single(output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Start_WithABadPort_SaysWhatThePortTakes()
    {
        (int exitCode, string output) = await HostProcess.RunAsync("--port", "70710");

        Assert.Equal(1, exitCode);
        Assert.Contains("--port takes a number from 0 to 65535, not '70710'.", output, StringComparison.Ordinal);
    }

    public void Dispose() => _data.Dispose();

    private static async Task<int> CountDocumentsAsync(HostProcess host)
    {
        HttpResponseMessage response = await host.Api.PostAsJsonAsync(
            "/v1/sql", new { query = "SELECT COUNT(1) AS documents FROM documents" });
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.GetProperty("rows")[0].GetProperty("documents").GetInt32();
    }

    private static async Task<string[]> IngestionsAsync(HostProcess host)
    {
        JsonElement answer = await host.Api.GetFromJsonAsync<JsonElement>("/v1/ingestions?top=100");
        return [.. answer.GetProperty("ingestions").EnumerateArray().Select(item => item.GetProperty("id").GetString()!).Order()];
    }
}
