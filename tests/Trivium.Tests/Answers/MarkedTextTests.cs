using Trivium.Answers.Generated;

namespace Trivium.Tests.Answers;

public sealed class MarkedTextTests
{
    [Theory]
    [InlineData("Yes [1].", "Yes |1|.")]
    [InlineData("Yes [1][2] no", "Yes |1||2| no")]
    [InlineData("Both [1, 3].", "Both |1,3|.")]
    [InlineData("はい【2】。", "はい|2|。")]
    [InlineData("a[0] and b[i]", "a|0| and b[i]")]
    [InlineData("[link](url)", "[link](url)")]
    [InlineData("empty []", "empty []")]
    [InlineData("open [1", "open [1")]
    [InlineData("[[1]]", "[|1|]")]
    [InlineData("[11111111111111111111111111]", "[11111111111111111111111111]")]
    [InlineData("[99999999999999]", "|0|")]
    public void Read_AnyCutOfTheText_TellsMarksFromText(string text, string expected)
    {
        for (int size = 1; size <= text.Length; size++)
        {
            var marks = new MarkedText();
            var pieces = text.Chunk(size).SelectMany(part => marks.Read(new string(part)).ToArray()).ToList();
            pieces.AddRange(marks.End());

            Assert.Equal(expected, string.Concat(pieces.Select(piece => piece.Text ?? $"|{string.Join(',', piece.Numbers)}|")));
        }
    }
}
