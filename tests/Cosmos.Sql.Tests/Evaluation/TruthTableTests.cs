using Trivium.Cosmos.Sql.Evaluation.Expressions;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Tests.Evaluation;

public sealed class TruthTableTests
{
    private static readonly CosmosValue[] OneOfEachType =
    [
        CosmosValue.Undefined, CosmosValue.Null, CosmosValue.False, CosmosValue.True, CosmosValue.FromNumber(1),
        CosmosValue.FromString("x"), CosmosValue.Parse("[1]"), CosmosValue.Parse("{\"a\":1}"),
    ];

    public static TheoryData<int, int> Pairs()
    {
        var data = new TheoryData<int, int>();
        for (var i = 0; i < OneOfEachType.Length; i++)
            for (var j = 0; j < OneOfEachType.Length; j++) data.Add(i, j);
        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void AndOr_AnyPairOfTypes_IsThreeValued(int left, int right)
    {
        // Kleene's logic: false is the least, then unknown, then true; AND is the minimum, OR the maximum.
        static int Rank(CosmosValue value) => value.IsFalse ? 0 : value.IsTrue ? 2 : 1;
        static CosmosValue Truth(int rank) =>
            rank switch { 0 => CosmosValue.False, 2 => CosmosValue.True, _ => CosmosValue.Undefined };
        CosmosValue a = OneOfEachType[left], b = OneOfEachType[right];
        Assert.Equal(Truth(Math.Min(Rank(a), Rank(b))), Logic.And(a, b));
        Assert.Equal(Truth(Math.Max(Rank(a), Rank(b))), Logic.Or(a, b));
        Assert.Equal(Truth(2 - Rank(a)), Logic.Not(a));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Equal_AnyPairOfTypes_IsUndefinedOnlyForUndefined(int left, int right)
    {
        CosmosValue a = OneOfEachType[left], b = OneOfEachType[right];
        var expected = a.IsUndefined || b.IsUndefined ? CosmosValue.Undefined : CosmosValue.FromBoolean(left == right);
        Assert.Equal(expected, Comparison.Equal(a, b));
        Assert.Equal(Logic.Not(expected), Comparison.NotEqual(a, b));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void LessThan_AnyPairOfTypes_IsDefinedWithinOnePrimitiveType(int left, int right)
    {
        CosmosValue a = OneOfEachType[left], b = OneOfEachType[right];
        var comparable = a.Kind == b.Kind && a.IsPrimitive;
        Assert.Equal(comparable ? CosmosValue.FromBoolean(left < right) : default, Comparison.LessThan(a, b));
        Assert.Equal(comparable ? CosmosValue.FromBoolean(left <= right) : default, Comparison.LessThanOrEqual(a, b));
        Assert.Equal(Comparison.LessThan(b, a), Comparison.GreaterThan(a, b));
        Assert.Equal(Comparison.LessThanOrEqual(b, a), Comparison.GreaterThanOrEqual(a, b));
    }
}
