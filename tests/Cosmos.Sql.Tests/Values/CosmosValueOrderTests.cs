using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Tests.Values;

public sealed class CosmosValueOrderTests
{
    // In ascending order; each is less than all that follow.
    private static readonly CosmosValue[] Ascending =
    [
        CosmosValue.Undefined, CosmosValue.Null, CosmosValue.False, CosmosValue.True,
        CosmosValue.FromNumber(double.NaN), CosmosValue.FromNumber(-1e300), CosmosValue.FromNumber(-1),
            CosmosValue.FromNumber(0),
        CosmosValue.FromNumber(0.5), CosmosValue.FromNumber(9007199254740992),
            CosmosValue.FromNumber(double.PositiveInfinity),
        CosmosValue.FromString(""), CosmosValue.FromString("A"), CosmosValue.FromString("a"),
            CosmosValue.FromString("ab"), CosmosValue.FromString("é"),
        CosmosValue.Parse("[]"), CosmosValue.Parse("[null]"), CosmosValue.Parse("[1]"), CosmosValue.Parse("[1,2]"),
            CosmosValue.Parse("[2]"),
        CosmosValue.Parse("{}"), CosmosValue.Parse("{\"a\":1}"), CosmosValue.Parse("{\"a\":1,\"b\":0}"),
            CosmosValue.Parse("{\"a\":2}"), CosmosValue.Parse("{\"b\":0}"),
    ];

    public static TheoryData<int, int> Pairs()
    {
        var data = new TheoryData<int, int>();
        for (var i = 0; i < Ascending.Length; i++)
            for (var j = 0; j < Ascending.Length; j++) data.Add(i, j);
        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void CompareTo_AnyPair_FollowsTheTotalOrder(int left, int right)
    {
        Assert.Equal(left.CompareTo(right), Math.Sign(Ascending[left].CompareTo(Ascending[right])));
        Assert.Equal(left == right, Ascending[left].Equals(Ascending[right]));
        if (left == right) Assert.Equal(Ascending[left].GetHashCode(), Ascending[right].GetHashCode());
    }

    [Theory]
    [InlineData("{\"a\":1,\"b\":[true]}", "{\"b\":[true],\"a\":1.0}")]
    [InlineData("[0]", "[-0.0]")]
    [InlineData("{\"a\":1,\"a\":2}", "{\"a\":2}")]
    [InlineData("\"\\u0061\"", "\"a\"")]
    public void Equals_SameValueWrittenDifferently_IsTrueWithOneHash(string left, string right)
    {
        var a = CosmosValue.Parse(left);
        var b = CosmosValue.Parse(right);
        Assert.True(a == b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.Equal(0, a.CompareTo(b));
    }

    [Fact]
    public void Equals_ComputedAndParsedObject_IsTrue()
    {
        var computed =
            CosmosValue.FromObject(
                [new("b", CosmosValue.FromArray([CosmosValue.True])), new("a", CosmosValue.FromNumber(1))]);
        Assert.Equal(CosmosValue.Parse("{\"a\":1,\"b\":[true]}"), computed);
    }
}
