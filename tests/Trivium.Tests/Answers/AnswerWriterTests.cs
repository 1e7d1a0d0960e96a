using Trivium.Answers;
using Trivium.Answers.Generated;

namespace Trivium.Tests.Answers;

public sealed class AnswerWriterTests
{
    private static readonly IReadOnlyList<Passage> _passages = Passages.Of(
        "Trains leave from platform four. The station opens at six.",
        "Tickets cost 3.50 euros. Children travel free of charge.",
        "切符は駅の窓口で買えます。子供は無料です。");

    [Fact]
    public async Task Write_ASentenceWithAMark_CitesThePlaceItRestsOn()
    {
        (DraftAnswer answer, RecordingSink sink) = await WriteAsync("A ticket costs 3.50 euros [2].");

        AskSentence sentence = Assert.Single(answer.Sentences);
        AskQuote quote = Assert.Single(sentence.Citations);
        Assert.Equal("Tickets cost 3.50 euros.", quote.Quote);
        Assert.Equal(quote.Quote, _passages[1].Text.Substring(quote.Start, quote.Length));
        Assert.Equal(2, Assert.Single(answer.Citations).Number);
        Assert.Equal("A ticket costs 3.50 euros [2].", sink.Text);
    }

    [Fact]
    public async Task Write_AMarkAfterTheFullStop_BelongsToTheSentenceBefore()
    {
        (DraftAnswer answer, _) = await WriteAsync("The station opens at six. [1] Children are free. [2]");

        Assert.Equal([[1], [2]], answer.Sentences.Select(one => one.Citations.Select(quote => quote.Number).ToArray()));
        Assert.Equal("The station opens at six. [1] Children are free. [2]", answer.Text);
        Assert.Equal("The station opens at six. [1]", TextOf(answer, 0));
    }

    [Fact]
    public async Task Write_AMarkOfNoPassage_IsDropped()
    {
        (DraftAnswer answer, _) = await WriteAsync("The station opens at six [7][0][1].");

        Assert.Equal("The station opens at six [1].", answer.Text);
    }

    [Fact]
    public async Task Write_ASentenceWithoutAMark_GetsThatOfThePassageThatSaysIt()
    {
        (DraftAnswer answer, RecordingSink sink) = await WriteAsync("Children travel free. Trains leave from platform four.");

        Assert.Equal("Children travel free. [2] Trains leave from platform four. [1]", answer.Text);
        Assert.Equal(answer.Text, sink.Text);
    }

    [Fact]
    public async Task Write_ASentenceNobodySays_StaysWithoutACitation()
    {
        (DraftAnswer answer, _) = await WriteAsync("Dogs need muzzles everywhere. The station opens at six [1].");

        Assert.Empty(answer.Sentences[0].Citations);
        Assert.Equal("Dogs need muzzles everywhere.", TextOf(answer, 0));
        Assert.Equal("Dogs need muzzles everywhere. The station opens at six [1].", answer.Text);
    }

    [Fact]
    public async Task Write_Japanese_EndsSentencesWithoutBlanks()
    {
        (DraftAnswer answer, _) = await WriteAsync("切符は窓口で買えます。[3]子供は無料です。");

        Assert.Equal(2, answer.Sentences.Count);
        Assert.Equal("子供は無料です。", answer.Sentences[1].Citations.Single().Quote);
        Assert.Equal("切符は窓口で買えます。 [3]子供は無料です。 [3]", answer.Text);
    }

    [Fact]
    public async Task Write_NumbersAndQuotes_DoNotEndASentence()
    {
        (DraftAnswer answer, _) = await WriteAsync("It costs 3.50 euros, they say (\"Really?\") [2].");

        Assert.Single(answer.Sentences);
    }

    [Fact]
    public async Task Write_TheSamePassageTwice_ShowsItsCitationOnceAndBeforeItsMark()
    {
        (_, RecordingSink sink) = await WriteAsync("The station opens at six [1]. Trains leave from four [1].");

        Assert.Equal("#1", Assert.Single(sink.Shown, shown => shown.StartsWith('#')));
        int at = sink.Shown.IndexOf("#1");
        Assert.DoesNotContain("[1]", string.Concat(sink.Shown.Take(at)), StringComparison.Ordinal);
    }

    // In every cut of the text: what a model sends comes in pieces of any size.
    private static async Task<(DraftAnswer Answer, RecordingSink Sink)> WriteAsync(string text)
    {
        (DraftAnswer Answer, RecordingSink Sink)? first = null;
        for (int size = text.Length; size >= 1; size--)
        {
            var sink = new RecordingSink();
            var writer = new AnswerWriter(_passages, sink);
            foreach (char[] piece in text.Chunk(size)) await writer.WriteAsync(new(piece), default);
            DraftAnswer answer = await writer.EndAsync(default);

            Assert.Equal(answer.Text, sink.Text);
            Assert.Equal(first?.Answer.Text ?? answer.Text, answer.Text);
            first ??= (answer, sink);
        }

        return first!.Value;
    }

    private static string TextOf(DraftAnswer answer, int index) =>
        answer.Text.Substring(answer.Sentences[index].Start, answer.Sentences[index].Length);
}
