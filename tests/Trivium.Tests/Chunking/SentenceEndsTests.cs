using Trivium.Chunking;

namespace Trivium.Tests.Chunking;

public sealed class SentenceEndsTests
{
    [Theory]
    [InlineData("One. Two! Three? Four.", "One. |Two! |Three? |Four.")]
    [InlineData("It is \"so.\" Then (as said.) More", "It is \"so.\" |Then (as said.) |More")]
    [InlineData("Use e.g. Azure. Dr. Smith and Mr. Jones agree.", "Use e.g. Azure. |Dr. Smith and Mr. Jones agree.")]
    [InlineData("See No. 5 and Fig. 3. Say no. Next.", "See No. 5 and Fig. 3. |Say no. |Next.")]
    [InlineData("It costs 3.5 or .5 of v1.2.3. Next.", "It costs 3.5 or .5 of v1.2.3. |Next.")]
    [InlineData("J. Smith wrote U.S. law. It ended in 2024. Then more.", "J. Smith wrote U.S. law. |It ended in 2024. |Then more.")]
    [InlineData("Files, logs, etc. are kept. Use logs, etc. Then stop.", "Files, logs, etc. are kept. |Use logs, etc. |Then stop.")]
    [InlineData("1. Open it. 2. Close it.", "1. Open it. |2. Close it.")]
    [InlineData("課金は時間で決まる。短い！長い？終わり", "課金は時間で決まる。|短い！|長い？|終わり")]
    [InlineData("「本当に？」と聞く。「はい。」「いいえ。」終わり。", "「本当に？」と聞く。|「はい。」|「いいえ。」終わり。")]
    [InlineData("関数（イベントで動く。短い。）は安い。次。", "関数（イベントで動く。短い。）は安い。|次。")]
    [InlineData("「閉じない。次の文。", "「閉じない。|次の文。")]
    [InlineData("『「本当。」と言う。』と書く。次。", "『「本当。」と言う。』と書く。|次。")]
    [InlineData("え？！本当。", "え？！|本当。")]
    public void Next_Marks_EndASentenceWhereOneEnds(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Split(text)));

    [Theory]
    [InlineData("Title\nText.", "Title\n|Text.")]
    [InlineData("a short line that goes\non. Next.", "a short line that goes\non. |Next.")]
    [InlineData("This line was wrapped by an editor at some\nWidth that is fixed.", "This line was wrapped by an editor at some\nWidth that is fixed.")]
    [InlineData("A line.\n\nA paragraph", "A line.\n\n|A paragraph")]
    [InlineData("No stop\n\nbut a paragraph", "No stop\n\n|but a paragraph")]
    [InlineData("目次\n概要", "目次\n|概要")]
    [InlineData("この行は編集者によって一定の幅で折り返さ\nれています。次。", "この行は編集者によって一定の幅で折り返さ\nれています。|次。")]
    [InlineData("この行は編集者によって一定の幅で折り返さ\n・項目", "この行は編集者によって一定の幅で折り返さ\n|・項目")]
    public void Next_LineEnd_EndsASentenceUnlessItIsWrapped(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Split(text)));

    [Fact]
    public void Next_BracketsWithoutEnd_TakeLinearTime()
    {
        string text = new string('「', 1_000_000);

        Assert.Equal([text], Split(text));
    }

    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = SentenceEnds.Next(text, start, text.Length);
            parts.Add(text[start..end]);
        }

        return parts;
    }
}
