using System.Collections.Frozen;

namespace Trivium.Cosmos.Sql.Aggregates;

/// <summary>The aggregates by name, without regard to case.</summary>
internal static class AggregateTable
{
    /// <summary>COUNT(DISTINCT x); not a name a query can call.</summary>
    public const string CountDistinct = "COUNT DISTINCT";

    private static readonly FrozenDictionary<string, Func<Accumulator>> Factories =
        new Dictionary<string, Func<Accumulator>>
        {
            ["AVG"] = () => new AverageAccumulator(),
            ["COUNT"] = () => new CountAccumulator(),
            [CountDistinct] = () => new CountDistinctAccumulator(),
            ["COUNTIF"] = () => new CountIfAccumulator(),
            ["MAX"] = () => new ExtremeAccumulator(isMaximum: true),
            ["MIN"] = () => new ExtremeAccumulator(isMaximum: false),
            ["SUM"] = () => new SumAccumulator(),
            ["MakeList"] = () => new ListAccumulator(isSet: false),
            ["MakeSet"] = () => new ListAccumulator(isSet: true),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool IsAggregate(string name) => Factories.ContainsKey(name);

    public static Func<Accumulator> FactoryOf(string name) => Factories[name];
}
