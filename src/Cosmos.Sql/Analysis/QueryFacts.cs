using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Analysis;

/// <summary>What a store can use to look at fewer items than all.</summary>
/// <param name="RootAlias">The name of the item in the query; null when it does not read the container whole.</param>
/// <param name="Conditions">
/// Conditions every matching item meets (the WHERE's conjuncts on paths of the item). They are necessary, not
/// sufficient: the query still has to run over what they leave.
/// </param>
/// <param name="FullTextPaths">Paths scored with FullTextScore.</param>
public sealed record QueryFacts(
    string? RootAlias, SqlList<PathCondition> Conditions, SqlList<string> FullTextPaths);

/// <summary>A condition on one path of the item.</summary>
/// <param name="Path">The steps below the item; at least one.</param>
/// <param name="Operator">How the value at the path relates to <paramref name="Values"/>.</param>
/// <param name="Values">One value; for <see cref="ConditionOperator.In"/> one or more; none for IsDefined.</param>
public sealed record PathCondition(SqlList<PathStep> Path, ConditionOperator Operator, SqlList<CosmosValue> Values)
{
    /// <summary>The path in the form of policies, /a/b/0; names holding / are not escaped.</summary>
    public string PathText => ItemPaths.Format(Path);
}

/// <summary>How the value at a path relates to the values of a condition.</summary>
public enum ConditionOperator
{
    /// <summary>Equal to the value.</summary>
    Equal,

    /// <summary>Equal to one of the values.</summary>
    In,

    /// <summary>Less than the value and of its type.</summary>
    LessThan,

    /// <summary>Less than or equal to the value and of its type.</summary>
    LessThanOrEqual,

    /// <summary>Greater than the value and of its type.</summary>
    GreaterThan,

    /// <summary>Greater than or equal to the value and of its type.</summary>
    GreaterThanOrEqual,

    /// <summary>A string that starts with the value (case matters).</summary>
    StartsWith,

    /// <summary>An array with an element equal to the value.</summary>
    ArrayContains,

    /// <summary>There is a value at the path.</summary>
    IsDefined,
}
