using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Trivium.Durable.Embedded.Tests;

public sealed class GoldenTests
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> Names => [.. GoldenScenarios.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Replay_RecordedHistory_DoesWhatItSays(string name)
    {
        string file = Path.Combine(SourceFolder(), $"{name}.json");
        if (Environment.GetEnvironmentVariable("TRIVIUM_GOLDEN") == "record" && !File.Exists(file))
            await RecordAsync(name, file);
        string[] events =
        [
            .. JsonSerializer.Deserialize<JsonElement[]>(await File.ReadAllTextAsync(file))!.Select(
                item => item.GetRawText()),
        ];

        HistoryReplay.AssertReplays(GoldenScenarios.Catalog(), events);
    }

    [Fact]
    public void Replay_HistoryOfANewerVersion_IsRefused()
    {
        const string json = """{"type":"timerFired","v":2,"sequence":0,"fireAt":"2030-01-01T00:00:00Z"}""";

        var error = Assert.Throws<HistoryUnreadableException>(() => HistoryJson.Read(json));

        Assert.Equal(
            "A history event has schema version 2; this engine reads up to 1. "
            + "Run the version that wrote it, or a newer one.",
            error.Message);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"type":"fromTheFuture","v":1}""")]
    public void Read_Damaged_IsRefused(string json) =>
        Assert.Throws<HistoryUnreadableException>(() => HistoryJson.Read(json));

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private static async Task RecordAsync(string name, string file)
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(GoldenScenarios.Catalog());
        await GoldenScenarios.All[name](engine);
        IReadOnlyList<string> history = await engine.Store.ReadAsync(reader => reader.History(name));
        JsonElement[] events = [.. history.Select(item => JsonSerializer.Deserialize<JsonElement>(item))];
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(events, Indented) + "\n");
    }
}
