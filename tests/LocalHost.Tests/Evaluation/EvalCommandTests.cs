using System.Text.Json;

namespace Trivium.LocalHost.Tests.Evaluation;

public sealed class EvalCommandTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Eval_ASmallSet_ReportsEachModeAndLeavesNothingBehind()
    {
        WriteSet();

        (int code, string output) = await HostProcess.RunAsync("eval", _folder.Path, "--json");

        Assert.True(code == 0, output);
        JsonElement report = JsonSerializer.Deserialize<JsonElement>(output);
        Assert.Equal(2, report.GetProperty("queries").GetInt32());
        JsonElement text = report.GetProperty("modes").EnumerateArray()
            .Single(mode => mode.GetProperty("mode").GetString() == "text");
        // The second query names what only an irrelevant document says.
        Assert.Equal(0.5, text.GetProperty("mrr").GetDouble());
        Assert.Equal(["hybrid", "text", "vector"],
            report.GetProperty("perQuery")[0].GetProperty("ndcg10").EnumerateObject().Select(mode => mode.Name));
    }

    [Fact]
    public async Task Eval_WithoutACorpus_SaysHowToNameOne()
    {
        WriteSet();
        Directory.Delete(Path.Combine(_folder.Path, "corpus"), recursive: true);

        (int code, string output) = await HostProcess.RunAsync("eval", _folder.Path);

        Assert.Equal(1, code);
        Assert.Contains("Name one with --corpus, or a host with --url.", output, StringComparison.Ordinal);
    }

    private void WriteSet()
    {
        string corpus = Directory.CreateDirectory(Path.Combine(_folder.Path, "corpus")).FullName;
        File.WriteAllText(Path.Combine(corpus, "oak.md"), "# Oak\n\nThe oak grows slowly and lives for centuries.");
        File.WriteAllText(Path.Combine(corpus, "sakura.md"), "# 桜\n\n春になると桜が咲きます。");
        File.WriteAllText(Path.Combine(_folder.Path, "queries.tsv"), "en\tslowly growing oak\nja\tcenturies\n");
        File.WriteAllText(Path.Combine(_folder.Path, "qrels.txt"), "en 0 oak.md 1\nja 0 sakura.md 1\n");
    }
}
