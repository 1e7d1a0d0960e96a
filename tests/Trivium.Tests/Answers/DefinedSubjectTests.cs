using Trivium.Answers.Extractive;

namespace Trivium.Tests.Answers;

public sealed class DefinedSubjectTests
{
    [Theory]
    [InlineData("What is an island in Astro?", "In Astro, an island is a part of a page.")]
    [InlineData("what are slots for", "Slots are places that a parent fills.")]
    [InlineData("What is CORS?", "CORS or \"Cross-Origin Resource Sharing\" refers to browsers.")]
    [InlineData("CORSとは何ですか", "CORSまたは「Cross-Origin Resource Sharing」 は、ブラウザの決まりです。")]
    [InlineData("What is the virtual DOM?", "The virtual DOM (VDOM) is a tree in memory.")]
    [InlineData("スパンとは何ですか", "スパンは作業の単位です。")]
    [InlineData("仮想DOMとは", "仮想DOM（VDOM）とは、木の写しです。")]
    [InlineData("バゲッジって何", "「バゲッジ」は、値の組です。")]
    public void IsDefinedBy_ASentenceThatSaysWhatItIs_IsTrue(string question, string sentence) =>
        Assert.True(DefinedSubject.Of(question)!.IsDefinedBy(sentence));

    [Theory]
    [InlineData("What is a span?", "- What a \"span\" is")]
    [InlineData("What is a span?", "Wingspan is measured in metres.")]
    [InlineData("What is a span?", "Each span has a name.")]
    [InlineData("What is a span?", "A span issues nothing.")]
    [InlineData("What is a span?", "A span or a trace has a name.")]
    [InlineData("スパンとは何ですか", "スパンまたはトレースを選びます。")]
    [InlineData("スパンとは何ですか", "ライフスパンは長いです。")]
    [InlineData("スパンとは何ですか", "スパンリンクは、関係を示します。")]
    [InlineData("スパンとは何ですか", "")]
    public void IsDefinedBy_ASentenceThatOnlyMentionsIt_IsFalse(string question, string sentence) =>
        Assert.False(DefinedSubject.Of(question)!.IsDefinedBy(sentence));

    [Theory]
    [InlineData("How long is a span?")]
    [InlineData("what happens when a span ends")]
    [InlineData("スパンはいつ終わりますか")]
    [InlineData("")]
    public void Of_AnotherQuestion_IsNull(string question) => Assert.Null(DefinedSubject.Of(question));

    [Fact]
    public void IsDefinedBy_ALongSentenceThatRepeatsIt_Ends() =>
        Assert.False(DefinedSubject.Of("What is ((((?") is { } subject
            ? subject.IsDefinedBy(new string('(', 100_000))
            : DefinedSubject.Of("what is a a")!.IsDefinedBy(string.Concat(Enumerable.Repeat("a a", 30_000))));
}
