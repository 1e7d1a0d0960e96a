using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Trivium.LocalHost.Tests;

/// <summary>
/// The README's tour, run as it stands: every <c>sh</c> block is executed against a fresh host, and where a <c>json</c>
/// block follows, the answer must contain it.
/// </summary>
public sealed class ReadmeTests : IDisposable
{
    private const string UsualUrl = "http://127.0.0.1:7071";

    private readonly TemporaryDirectory _data = new();

    [Fact]
    public void Readme_BeginsWith_TheTwoCommands()
    {
        CodeBlock first = Blocks().First();

        string[] commands = [.. first.Text.Split('\n').Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0)];
        Assert.Equal(["dotnet run --project src/LocalHost", "dotnet test FunctionApp.sln"], commands);
    }

    [Fact]
    public async Task Tour_RunAsItStands_AnswersWhatTheReadmeSays()
    {
        await using HostProcess host = await HostProcess.StartAsync(_data.Path);
        using var work = new TemporaryDirectory();
        CodeBlock[] blocks = [.. Blocks()];
        int compared = 0;
        for (int index = 0; index < blocks.Length; index++)
        {
            if (blocks[index].Language != "sh" || !blocks[index].Text.Contains($"{UsualUrl}/", StringComparison.Ordinal))
            {
                continue;
            }

            string output = await RunAsync(blocks[index].Text.Replace(UsualUrl, host.Api.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal), work.Path);
            if (index + 1 < blocks.Length && blocks[index + 1].Language == "json")
            {
                AssertContains(blocks[index + 1].Text, output, blocks[index].Text);
                compared++;
            }
        }

        Assert.True(compared >= 5, $"Only {compared} answers of the tour are shown and compared.");
    }

    public void Dispose() => _data.Dispose();

    private static IEnumerable<CodeBlock> Blocks([CallerFilePath] string here = "")
    {
        string readme = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "README.md");
        string? language = null;
        var text = new StringBuilder();
        foreach (string line in File.ReadLines(readme))
        {
            if (!line.StartsWith("```", StringComparison.Ordinal))
            {
                text.Append(line).Append('\n');
            }
            else if (language is null)
            {
                language = line[3..].Trim();
                text.Clear();
            }
            else
            {
                yield return new CodeBlock(language, text.ToString());
                language = null;
            }
        }
    }

    private static async Task<string> RunAsync(string script, string folder)
    {
        var start = new ProcessStartInfo("bash", ["-eu", "-o", "pipefail"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{script}\nended with {process.ExitCode}: {await output} {await error}");
        return await output;
    }

    private static void AssertContains(string expected, string actual, string script)
    {
        using JsonDocument wanted = JsonDocument.Parse(expected);
        using JsonDocument given = JsonDocument.Parse(actual);
        string? difference = Difference(wanted.RootElement, given.RootElement, "$");
        Assert.True(difference is null, $"{script}\n{difference}\nin {actual}");
    }

    // Objects may have more properties and arrays more elements than the README shows; "…" stands for any value.
    private static string? Difference(JsonElement wanted, JsonElement given, string path)
    {
        if (wanted.ValueKind == JsonValueKind.String && wanted.GetString() == "…")
        {
            return null;
        }

        switch (wanted.ValueKind)
        {
            case JsonValueKind.Object when given.ValueKind == JsonValueKind.Object:
                return wanted.EnumerateObject()
                    .Select(property => given.TryGetProperty(property.Name, out JsonElement value)
                        ? Difference(property.Value, value, $"{path}.{property.Name}")
                        : $"{path}.{property.Name} is missing")
                    .FirstOrDefault(difference => difference is not null);
            case JsonValueKind.Array when given.ValueKind == JsonValueKind.Array:
                return wanted.GetArrayLength() > given.GetArrayLength()
                    ? $"{path} has {given.GetArrayLength()} elements"
                    : wanted.EnumerateArray().Zip(given.EnumerateArray())
                        .Select((pair, index) => Difference(pair.First, pair.Second, $"{path}[{index}]"))
                        .FirstOrDefault(difference => difference is not null);
            case JsonValueKind.String when given.ValueKind == JsonValueKind.String && wanted.GetString()!.EndsWith('…'):
                return given.GetString()!.StartsWith(wanted.GetString()![..^1], StringComparison.Ordinal) ? null : $"{path} is {given}";
            default:
                return JsonElement.DeepEquals(wanted, given) ? null : $"{path} is {given}, not {wanted}";
        }
    }

    private sealed record CodeBlock(string Language, string Text);
}
