using System.Text.Json;
using Trivium.Express;

namespace Trivium.Tests.Answers;

public sealed class ExtractiveAskTests() : AskFixture(withModel: false)
{
    [Fact]
    public async Task Ask_WithoutAModel_AnswersInSentencesOfTheDocuments()
    {
        JsonElement answer = await AnswerAsync("When does the station open?");

        Assert.Equal("Extractive", answer.GetProperty("mode").GetString());
        Assert.True(answer.GetProperty("found").GetBoolean());
        Assert.StartsWith("The station opens at six in the morning. [", answer.GetProperty("answer").GetString(), StringComparison.Ordinal);
        JsonElement citation = Assert.Single(answer.GetProperty("citations").EnumerateArray());
        Assert.Equal("trains", citation.GetProperty("documentId").GetString());
        JsonElement quote = Assert.Single(Assert.Single(answer.GetProperty("sentences").EnumerateArray())
            .GetProperty("citations").EnumerateArray());
        Assert.Equal(
            quote.GetProperty("quote").GetString(),
            citation.GetProperty("text").GetString()!.Substring(
                quote.GetProperty("start").GetInt32(), quote.GetProperty("length").GetInt32()));
        Assert.True(answer.GetProperty("receipt").GetProperty("requestUnits").GetDouble() > 0);
    }

    [Fact]
    public async Task Ask_InJapanese_AnswersInJapanese()
    {
        JsonElement answer = await AnswerAsync("切符はどこで買えますか");

        Assert.StartsWith("切符は駅の窓口で買えます。 [", answer.GetProperty("answer").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Who wrote the opera about the barber?", "The documents do not hold an answer to this question.")]
    [InlineData("火星の衛星はいくつありますか", "この質問の答えは文書の中に見つかりませんでした。")]
    public async Task Ask_WhatNoDocumentSays_SaysSoInItsLanguage(string question, string said)
    {
        JsonElement answer = await AnswerAsync(question);

        Assert.False(answer.GetProperty("found").GetBoolean());
        Assert.Equal(said, answer.GetProperty("answer").GetString());
        Assert.Empty(answer.GetProperty("citations").EnumerateArray());
    }

    [Fact]
    public async Task Ask_AsAStream_ShowsCitationsThenTokensThenAll()
    {
        var events = await EventsAsync(new { question = "How much does a ticket cost?" });

        Assert.Equal("citation", events[0].Name);
        Assert.Equal("token", events[1].Name);
        Assert.Equal("done", events[^1].Name);
        Assert.Equal(
            events[^1].Data.GetProperty("answer").GetString(),
            string.Concat(events.Where(one => one.Name == "token").Select(one => one.Data.GetProperty("text").GetString())));
    }

    [Fact]
    public async Task Ask_WithAFilter_LooksNowhereElse()
    {
        ExpressResponse response = await AskAsync(new
        {
            question = "How much does a ticket cost?",
            stream = false,
            filter = new { documentIds = new[] { "trains" } },
        });

        Assert.False(response.Json().GetProperty("found").GetBoolean());
    }

    [Theory]
    [InlineData("{}", "'question' must say what to answer.")]
    [InlineData("""{"question": "  "}""", "'question' must say what to answer.")]
    [InlineData("""{"question": 1}""", "'question' must be a string, but is 1.")]
    [InlineData("""{"question": "a", "top": 51}""", "'top' must be a whole number from 1 to 50, but is 51.")]
    [InlineData("""{"question": "a", "stream": "no"}""", "'stream' must be true or false, but is \"no\".")]
    [InlineData("""{"question": "a", "mode": "x"}""", "'mode' is not known here; known are filter, question, stream, top.")]
    [InlineData("""{"question": "a", "filter": {"tag": "x"}}""", "'filter.tag' is not known here;")]
    public async Task Ask_ARequestThatCannotBe_SaysWhatIsWrong(string body, string detail)
    {
        ExpressResponse response = await App.SendAsync("POST", "/v1/ask", body, ("Content-Type", "application/json"));

        Assert.Equal(400, response.Status);
        Assert.StartsWith(detail, response.Json().GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
