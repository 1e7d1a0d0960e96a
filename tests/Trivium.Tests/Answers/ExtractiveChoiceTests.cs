using Trivium.Answers;
using Trivium.Answers.Extractive;

namespace Trivium.Tests.Answers;

public sealed class ExtractiveChoiceTests
{
    [Fact]
    public void Choose_WordsOfTheQuestionInDifferentSentences_AnswersNothing()
    {
        IReadOnlyList<Passage> passages = Passages.Of(
            "title: 'France',", "From 1929 to 1997, it was its capital city.", "Names must start with a capital letter.");

        Assert.Empty(ExtractiveAnswers.Choose("What is the capital of France?", passages));
    }

    [Fact]
    public void Choose_WordsOfTheQuestionTogether_AnswersWithThatSentence()
    {
        IReadOnlyList<Passage> passages = Passages.Of(
            "title: 'France',", "It has a long coast. Paris is the capital of France. It has many bridges.");

        Assert.Equal(["Paris is the capital of France."], TextsOf("What is the capital of France?", passages));
    }

    [Theory]
    [InlineData(
        "What is a span?", "A span is one step of a trace.",
        "Every span has a name. A span is one step of a trace. Links connect one span with another span.")]
    [InlineData(
        "スパンとは何ですか", "スパン（Span）とは、トレースの中の一つの作業です。",
        "スパンには名前があります。スパン（Span）とは、トレースの中の一つの作業です。リンクはスパンを結びます。")]
    public void Choose_AMeaningIsAsked_PrefersTheSentenceThatSaysIt(string question, string expected, string passage) =>
        Assert.Equal([expected], TextsOf(question, Passages.Of(passage)));

    [Theory]
    [InlineData("when should I cache results", "When should results be cached? Cache results that are read often.", "Cache results that are read often.")]
    [InlineData("結果はいつキャッシュすべきですか", "結果はキャッシュすべきですか。結果は何度も読まれるときにキャッシュします。", "結果は何度も読まれるときにキャッシュします。")]
    public void Choose_AQuestionAmongTheSentences_IsNoAnswer(string question, string passage, string expected) =>
        Assert.Equal([expected], TextsOf(question, Passages.Of(passage)));

    [Theory]
    [InlineData("what does the indexer compress", "The indexer compresses postings.")]
    [InlineData("indexer は何を compress しますか", "indexer は postings を compress します。")]
    public void Choose_BothLanguages_AnswersInTheQuestions(string question, string expected) =>
        Assert.Equal(
            [expected],
            TextsOf(question, Passages.Of("The indexer compresses postings.", "indexer は postings を compress します。")));

    [Fact]
    public void Choose_AWordMostPassagesHave_StaysWhatTheQuestionIsAbout()
    {
        // "long" is rare among the passages, and none of them is about that.
        IReadOnlyList<Passage> passages = Passages.Of(
            "useMemo keeps a value between renders.", "useMemo takes a function.", "useMemo is a hook.", "It takes long.");

        Assert.All(ExtractiveAnswers.Choose("useMemo long", passages), sentence => Assert.Contains("useMemo", sentence.Text));
    }

    [Fact]
    public void Choose_RowsOfATableBesideASentence_PrefersTheSentence()
    {
        IReadOnlyList<Passage> passages = Passages.Of(
            "Kind: Document; Strong at: reads by key\nKind: Key-value; Strong at: fast reads by key", "A good key spreads reads evenly.");

        Assert.Equal(["A good key spreads reads evenly."], TextsOf("which key spreads reads", passages));
        Assert.NotEmpty(TextsOf("kind strong at fast reads by key", passages));
    }

    [Fact]
    public void Choose_TheTitleSaysWhatAPassageIsAbout_CountsIt()
    {
        Passage passage = Passage.Of(1, Passages.Hit("Wrap expensive calculations only.", "doc") with { Title = "useMemo" });

        Assert.Single(ExtractiveAnswers.Choose("useMemo expensive calculations", [passage]));
    }

    [Theory]
    [InlineData("what is it")]
    [InlineData("それは何ですか")]
    [InlineData("？？？")]
    [InlineData("")]
    public void Choose_AQuestionThatSaysNothing_AnswersNothing(string question) =>
        Assert.Empty(ExtractiveAnswers.Choose(question, Passages.Of("What it is: it is what it is. それは何ですか。")));

    private static string[] TextsOf(string question, IReadOnlyList<Passage> passages) =>
        [.. ExtractiveAnswers.Choose(question, passages).Select(sentence => sentence.Text)];
}
