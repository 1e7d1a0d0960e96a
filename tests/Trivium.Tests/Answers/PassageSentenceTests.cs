using Trivium.Answers;

namespace Trivium.Tests.Answers;

public sealed class PassageSentenceTests
{
    [Fact]
    public void Of_TextWrappedByHand_KeepsItsSentencesWhole()
    {
        const string Text = """
            A good key has many values, spreads both the data and the
            traffic, and appears in most queries. A date is a poor one.

            - short point
            - another
            """;

        PassageSentence[] sentences = [.. PassageSentence.Of(Passages.Of(Text)[0])];

        Assert.Equal(
            [
                "A good key has many values, spreads both the data and the\ntraffic, and appears in most queries.",
                "A date is a poor one.",
                "- short point",
                "- another",
            ],
            sentences.Select(sentence => sentence.Text));
        Assert.All(sentences, one => Assert.Equal(one.Text, Text.Substring(one.Start, one.Text.Length)));
        Assert.DoesNotContain('\n', sentences[0].Line);
    }

    [Fact]
    public void Of_RowsOfATable_AreOneEach()
    {
        const string Text = "Kind: Document; Strong at: varied items, reads by key\nKind: Vector; Strong at: similarity of meaning";

        Assert.Equal(Text.Split('\n'), PassageSentence.Of(Passages.Of(Text)[0]).Select(sentence => sentence.Text));
    }
}
