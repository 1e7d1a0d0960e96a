using System.Text;
using Trivium.Embeddings;
using Trivium.Terms;

namespace Trivium.Tests.Embeddings;

public sealed class FoldedBufferTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fold_AnyText_IsWhatFoldedTextGives(int seed)
    {
        string[] parts =
        [
            "Word ", "x", "É", "e\u0301", "\u0301", "か\u3099", "ガ", "ｶﾞ", "日本語", "。", "・", "ー", "ＡＢＣ", "①", "㍍", "ﬁ", "İ", "한", "\u1161",
            "\uD800", "\uDC00", "𠮷", "😀", "\n", "", "'", "ß",
        ];
        var random = new Random(seed);
        var buffer = new FoldedBuffer();
        for (int round = 0; round < 500; round++)
        {
            var text = new StringBuilder();
            for (int i = random.Next(40); i >= 0; i--) text.Append(parts[random.Next(parts.Length)]);

            Assert.Equal(FoldedText.Of(text.ToString()).Text, buffer.Fold(text.ToString()).ToString());
        }
    }

    [Fact]
    public void Frequency_OfEveryCount_IsTheLogarithm()
    {
        foreach (int count in Enumerable.Range(1, 1_000).Append(123_456_789).Append(int.MaxValue))
            Assert.Equal(1 + Math.Log(count), FixedPoint.Frequency(count) / (double)FixedPoint.One, 0.002);
    }
}
