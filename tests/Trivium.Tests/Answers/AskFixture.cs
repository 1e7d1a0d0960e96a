using System.Text.Json;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Answers;

/// <summary>An app with a few documents, with or without a chat model behind a real server.</summary>
public abstract class AskFixture : IAsyncLifetime
{
    private readonly TestStore _store = new();
    private readonly bool _withModel;
    private TestApp? _app;

    protected AskFixture(bool withModel) => _withModel = withModel;

    internal ChatServer Chat { get; private set; } = null!;

    internal TestApp App => _app!;

    internal TestTime Time => _store.Time;

    public virtual async Task InitializeAsync()
    {
        Chat = await ChatServer.StartAsync();
        _app = await StartAsync();
        await App.PutAsync("trains", "# Trains\n\nTrains leave from platform four. The station opens at six in the morning.");
        await App.PutAsync("tickets", "# Tickets\n\nA ticket costs 3.50 euros. Children travel free of charge.");
        await App.PutAsync("kippu", "# 切符\n\n切符は駅の窓口で買えます。子供の運賃は無料です。");
        await App.PutAsync("sales", "region,amount\nEMEA,10\nAPAC,30\nEMEA,5\n", "text/csv");
    }

    public async Task DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        await _store.DisposeAsync();
        await Chat.DisposeAsync();
    }

    internal async Task<ExpressResponse> AskAsync(object request) => await App.SendAsync(
        "POST", "/v1/ask", JsonSerializer.Serialize(request), ("Content-Type", "application/json"));

    internal async Task<JsonElement> AnswerAsync(string question)
    {
        ExpressResponse response = await AskAsync(new { question, stream = false });
        Assert.True(response.Status == 200, response.ToString());
        return response.Json();
    }

    /// <summary>The events of a stream: their names and data.</summary>
    internal async Task<IReadOnlyList<(string Name, JsonElement Data)>> EventsAsync(object request)
    {
        ExpressResponse response = await AskAsync(request);
        Assert.Equal(200, response.Status);
        return Parse(response.Text);
    }

    internal static IReadOnlyList<(string Name, JsonElement Data)> Parse(string stream) =>
    [
        .. stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Where(block => !block.StartsWith(':'))
            .Select(block => block.Split('\n'))
            .Select(lines => (lines[0]["event: ".Length..], JsonSerializer.Deserialize<JsonElement>(lines[1]["data: ".Length..]))),
    ];

    protected virtual void Configure(TriviumOptions options)
    {
        if (!_withModel) return;

        options.Chat.Endpoint = Chat.Url;
        options.Chat.Model = "m";
        options.Chat.Key = "secret";
    }

    private Task<TestApp> StartAsync() => _store.StartAsync(configure: Configure);
}
