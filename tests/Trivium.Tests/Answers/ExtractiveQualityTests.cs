using System.Runtime.CompilerServices;
using System.Text.Json;
using Trivium.Express;
using Trivium.Tests.Support;
using Xunit.Abstractions;

namespace Trivium.Tests.Answers;

/// <summary>
/// Which questions are answered from the sample documents' own sentences: of those they hold an answer to most, of the others
/// none.
/// </summary>
public sealed class ExtractiveQualityTests(ITestOutputHelper output)
{
    private static readonly string[] _answerable =
    [
        "What makes a good partition key?",
        "why must orchestrator code be deterministic",
        "is pinging a function every five minutes enough to keep it warm",
        "why do averages hide slow first requests",
        "which consistency level is right for most applications",
        "what happens when a region fails",
        "how is a deadline written in a workflow",
        "who should make the message identifier",
        "how are gigabyte-seconds calculated",
        "does more memory make a function more expensive",
        "when were AWS Lambda and Azure Functions introduced",
        "when is serverless cheaper than a server",
        "disadvantages of serverless",
        "セッション整合性では何が見えますか",
        "要求ユニットとは何ですか",
        "冪等性とは何か",
        "識別子は誰が作るべきですか",
        "コールドスタートとは何ですか",
        "日付をキーにしてはいけない理由",
        "イベントとコマンドの違い",
        "状態はどこに保存すべきか",
        "いつ固定の容量が有利になりますか",
    ];

    private static readonly string[] _unanswerable =
    [
        "How do I bake sourdough bread?",
        "Who won the football world cup in 2018?",
        "What is the capital of Mongolia?",
        "How many moons does Jupiter have?",
        "What is the phone number of the support desk?",
        "Which version of Kubernetes is supported?",
        "How do I reset my password?",
        "Who is the chief executive of Amazon?",
        "When does the museum open?",
        "東京タワーの高さは何メートルですか",
        "パスワードを再設定する方法",
        "日本の首都はどこですか",
        "おいしいラーメンの作り方",
        "次のオリンピックはいつですか",
        "社長の名前は何ですか",
    ];

    [Fact]
    public async Task Ask_TheSampleDocuments_AnswersWhatTheyHoldAndNothingElse()
    {
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync();
        foreach (string path in Directory.GetFiles(SeedsFolder(), "*.md").Order(StringComparer.Ordinal))
            await app.PutAsync(Path.GetFileName(path), await File.ReadAllTextAsync(path));

        int answered = 0;
        foreach (string question in _answerable)
        {
            if (await IsAnsweredAsync(app, question)) answered++;
            else output.WriteLine($"not answered: {question}");
        }

        Assert.InRange(answered, _answerable.Length * 3 / 4, _answerable.Length);
        foreach (string question in _unanswerable) Assert.False(await IsAnsweredAsync(app, question), question);
    }

    private static async Task<bool> IsAnsweredAsync(TestApp app, string question)
    {
        ExpressResponse response = await app.SendAsync(
            "POST", "/v1/ask", JsonSerializer.Serialize(new { question, stream = false }), ("Content-Type", "application/json"));
        return response.Json().GetProperty("found").GetBoolean();
    }

    private static string SeedsFolder([CallerFilePath] string caller = "") =>
        Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "seeds");
}
