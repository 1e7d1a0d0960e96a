using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation.Plans;

/// <summary>An order of rows. Yields results, best first; undefined ones left out.</summary>
internal abstract class RowOrder
{
    public abstract IEnumerable<CosmosValue> Results(IEnumerable<Frame> rows, Frame frame, QueryPlan plan);
}
