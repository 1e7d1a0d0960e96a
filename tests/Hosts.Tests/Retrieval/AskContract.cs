using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Retrieval;

/// <summary>Questions in words, answered from the documents' own sentences.</summary>
public abstract class AskContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task Ask_AQuestion_IsAnsweredWithTheSentenceAndWhereItStands()
    {
        SharedDocuments shared = await Host.SharedAsync();

        JsonElement answer = await AskAsync("When should apple trees be pruned?", shared);

        Assert.Equal("Extractive", answer.Text("mode"));
        Assert.StartsWith("Prune apple trees in late winter, before the buds break. [", answer.Text("answer"), StringComparison.Ordinal);
        JsonElement quote = answer.Items("sentences")[0].Items("citations")[0];
        JsonElement citation = answer.Items("citations").Single(one => one.Int("number") == quote.Int("number"));
        Assert.Equal(shared.Guide, citation.Text("documentId"));
        Assert.Equal(quote.Text("quote"), citation.Text("text").Substring(quote.Int("start"), quote.Int("length")));
    }

    [ContractFact]
    public async Task Ask_InJapanese_IsAnsweredInJapanese()
    {
        SharedDocuments shared = await Host.SharedAsync();

        JsonElement answer = await AskAsync("図書館は何を集める施設ですか", shared);

        Assert.StartsWith("図書館は本や資料を集めて", answer.Text("answer"), StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task Ask_WhatNoDocumentSays_IsSaidSo()
    {
        SharedDocuments shared = await Host.SharedAsync();

        JsonElement answer = await AskAsync("Who composed the ninth symphony?", shared);

        Assert.False(answer.At("found").GetBoolean());
        Assert.Empty(answer.Items("citations"));
    }

    [ContractFact]
    public async Task Ask_AsUsual_StreamsCitationsTokensAndAnEnd()
    {
        SharedDocuments shared = await Host.SharedAsync();
        string body = JsonSerializer.Serialize(
            new { question = "When should apple trees be pruned?", filter = new { documentIds = shared.All } });

        IReadOnlyList<ServerSentEvent> events = await ServerSentEvents.ReadAsync(
            Host.Client, Outgoing.Request("POST", "/v1/ask", Outgoing.Text(body, "application/json"), []));

        Assert.Equal("citation", events[0].Name);
        Assert.Equal("done", events[^1].Name);
        Assert.Equal(
            events[^1].Data.Text("answer"),
            string.Concat(events.Where(one => one.Name == "token").Select(one => one.Data.Text("text"))));
    }

    [ContractFact]
    public async Task Ask_WithoutAQuestion_SaysWhatIsMissing() =>
        (await Host.PostJsonAsync("/v1/ask", new { top = 3 })).ExpectInvalid("question");

    private async Task<JsonElement> AskAsync(string question, SharedDocuments shared) =>
        (await Host.PostJsonAsync("/v1/ask", new { question, stream = false, filter = new { documentIds = shared.All } }))
            .Expect(HttpStatusCode.OK).Json();
}

[Collection(HostNames.InProcess)]
public sealed class AskInProcess(InProcessHost host, ITestOutputHelper output) : AskContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class AskOnKestrel(KestrelHost host, ITestOutputHelper output) : AskContract(host, output);

[Collection(HostNames.Remote)]
public sealed class AskRemotely(RemoteHost host, ITestOutputHelper output) : AskContract(host, output);
