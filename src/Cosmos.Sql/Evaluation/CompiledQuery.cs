using Trivium.Cosmos.Sql.Evaluation.Plans;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation;

/// <summary>A query ready to run. Thread-safe: executions share nothing that changes.</summary>
public sealed class CompiledQuery
{
    private readonly QueryPlan _plan;
    private readonly int _slots;
    private readonly EvaluationOptions _options;

    internal CompiledQuery(SqlQuery query, QueryPlan plan, int slots, EvaluationOptions options)
    {
        Query = query;
        _plan = plan;
        _slots = slots;
        _options = options;
    }

    /// <summary>The query compiled.</summary>
    public SqlQuery Query { get; }

    /// <summary>
    /// Runs the query over items: FROM and joins, WHERE, GROUP BY and aggregates, ORDER BY, DISTINCT, TOP or OFFSET
    /// and LIMIT, SELECT. Results come as they are found unless the query sorts or groups.
    /// </summary>
    /// <param name="items">The container's items, or those that may match. Enumerated once.</param>
    /// <param name="cancellation">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <returns>Defined values only: a result that is undefined is left out. Enumerate it once.</returns>
    /// <exception cref="SqlException"><see cref="SqlErrorCodes.LimitExceeded"/>, while enumerating.</exception>
    public IEnumerable<CosmosValue> Execute(IEnumerable<CosmosValue> items, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        return _plan.Run(new Frame(_slots, items, _options, cancellation));
    }
}
