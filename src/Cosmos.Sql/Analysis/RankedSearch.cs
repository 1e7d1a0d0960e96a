using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Analysis;

/// <summary>
/// A query that wants the best few items by vector distance, full-text score or both, in a form that a store's search
/// index can answer without running the query over all items.
/// </summary>
/// <param name="Alias">The name of the item in the query.</param>
/// <param name="Scores">What ranks: one score, or several that are fused by rank.</param>
/// <param name="Weights">One positive weight for each score.</param>
/// <param name="Conditions">The conjuncts of WHERE; an item must meet all of them.</param>
/// <param name="Offset">How many items to leave out first.</param>
/// <param name="Limit">How many items to return at most.</param>
/// <param name="Projection">
/// The query that makes results of the chosen items when it is run over them, best first: SELECT and FROM alone.
/// </param>
public sealed record RankedSearch(
    string Alias, SqlList<RankedScore> Scores, SqlList<double> Weights, SqlList<RowCondition> Conditions, int Offset,
    int Limit, SqlQuery Projection)
{
    /// <summary>The service's constant of RRF: how little the first ranks stand out from the following ones.</summary>
    public const int RankOffset = 60;

    /// <summary>
    /// How deep RRF tells ranks apart: items that a score puts after this many share the rank after the last. At
    /// 1/(60 + 1,000) a rank says nothing any more, and nobody has to sort a whole container to learn it.
    /// </summary>
    public const int FusionDepth = 1000;
}

/// <summary>One score of a <see cref="RankedSearch"/>.</summary>
/// <param name="Path">The path scored, in the form of policies: /embedding.</param>
public abstract record RankedScore(string Path);

/// <summary>VectorDistance(path, vector).</summary>
/// <param name="Path">The vector's path.</param>
/// <param name="Vector">The vector searched for.</param>
/// <param name="Function">How closeness is measured.</param>
public sealed record VectorScore(string Path, ReadOnlyMemory<float> Vector, VectorDistanceFunction Function)
    : RankedScore(Path);

/// <summary>FullTextScore(path, terms…).</summary>
/// <param name="Path">The text's path.</param>
/// <param name="Terms">The words, in lower case, each once.</param>
public sealed record TextScore(string Path, IReadOnlyList<string> Terms) : RankedScore(Path);

/// <summary>One conjunct of WHERE.</summary>
/// <param name="Expression">The condition as written.</param>
/// <param name="Properties">The item's top-level properties that decide it; at least one.</param>
/// <param name="Words">What it says of words in a text, when that is all it says.</param>
public sealed record RowCondition(SqlExpression Expression, IReadOnlyList<string> Properties, WordCondition? Words);

/// <summary>FullTextContains and its kin with single words.</summary>
/// <param name="Path">The text's path.</param>
/// <param name="Words">The words, in lower case.</param>
/// <param name="NeedsAll">Whether all must occur, or any.</param>
public sealed record WordCondition(string Path, IReadOnlyList<string> Words, bool NeedsAll);
