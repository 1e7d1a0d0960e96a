using Trivium.Cosmos.Sql.Functions;

namespace Trivium.Cosmos.Sql;

/// <summary>The built-in functions, aggregates aside.</summary>
public static class SqlFunctions
{
    /// <summary>Their names; a query may write them in any case.</summary>
    public static IReadOnlyCollection<string> Names { get; } =
        [.. FunctionTable.Names.Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether there is such a function, supported by the evaluator or not.</summary>
    public static bool Contains(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return FunctionTable.IsKnown(name);
    }
}
