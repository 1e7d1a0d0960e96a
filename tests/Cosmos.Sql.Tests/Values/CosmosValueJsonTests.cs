using System.Text;
using System.Text.Json;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Tests.Values;

public sealed class CosmosValueJsonTests
{
    [Theory]
    [InlineData("{\"a\":[1,2.5,\"x\",null,true],\"b\":{}}")]
    [InlineData("[123456789012345678901234567890]")] // Digits beyond a double survive as long as nobody looks.
    [InlineData("\"日本\"")]
    public void ToString_ParsedJson_IsTheSameText(string json) =>
        Assert.Equal(json, CosmosValue.Parse(json).ToString());

    [Theory]
    [InlineData(9007199254740992, "9007199254740992")]
    [InlineData(-3, "-3")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e300, "1E+300")]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    public void ToString_Number_IsShortestThatReadsBack(double number, string json) =>
        Assert.Equal(json, CosmosValue.FromNumber(number).ToString());

    [Fact]
    public void Indexer_MissingOrOtherType_IsUndefined()
    {
        var item = CosmosValue.Parse("{\"a\":{\"b\":[5]}}");
        Assert.Equal(CosmosValue.FromNumber(5), item["a"]["b"][0]);
        Assert.True(item["x"].IsUndefined);
        Assert.True(item["a"]["b"][1].IsUndefined);
        Assert.True(item["a"]["b"][-1].IsUndefined);
        Assert.True(item["a"][0].IsUndefined);
        Assert.True(item["a"]["b"]["c"].IsUndefined);
    }

    [Fact]
    public void Parse_WithOwner_KeepsItOnTheItemOnly()
    {
        var owner = new object();
        var item = CosmosValue.Parse("{\"a\":{}}"u8.ToArray(), owner);
        Assert.Same(owner, item.Owner);
        Assert.Null(item["a"].Owner);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[1,]")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\udc00\":1}")]
    public void Parse_MalformedJson_Throws(string json) =>
        Assert.ThrowsAny<JsonException>(() => CosmosValue.Parse(json));

    [Fact]
    public void Parse_InvalidUtf8_Throws() =>
        Assert.ThrowsAny<JsonException>(() => CosmosValue.Parse(new byte[] { (byte)'"', 0xC3, 0x28, (byte)'"' }));

    [Fact]
    public void Parse_NestedBeyondTheLimit_Throws()
    {
        Assert.Equal(CosmosJson.NestingMax, Depth(CosmosValue.Parse(Nested(CosmosJson.NestingMax))));
        Assert.ThrowsAny<JsonException>(() => CosmosValue.Parse(Nested(CosmosJson.NestingMax + 1)));
    }

    [Fact]
    public void WriteTo_Undefined_Throws()
    {
        using var writer = new Utf8JsonWriter(Stream.Null);
        Assert.Throws<InvalidOperationException>(() => CosmosValue.Undefined.WriteTo(writer));
    }

    [Fact]
    public void AsNumber_OfAString_SaysWhatItIs() => Assert.Equal(
        "The value is of type String, not a number. Look at Kind first.",
        Assert.Throws<InvalidOperationException>(() => CosmosValue.FromString("1").AsNumber()).Message);

    private static string Nested(int depth) => new StringBuilder().Append('[', depth).Append(']', depth).ToString();

    private static int Depth(CosmosValue value)
    {
        var depth = 0;
        for (; value.IsArray; value = value[0]) depth++;
        return depth;
    }
}
