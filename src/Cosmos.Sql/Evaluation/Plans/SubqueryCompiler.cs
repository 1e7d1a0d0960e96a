using System.Diagnostics;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation.Plans;

/// <summary>Subqueries in expressions to delegates.</summary>
internal static class SubqueryCompiler
{
    public static Scalar Compile(SubqueryExpression expression, Compilation compilation, Scope scope)
    {
        var plan = PlanCompiler.Compile(expression.Query, compilation, scope, readsContainer: false);
        var position = expression.Position;
        return expression.Kind switch
        {
            SubqueryKind.Scalar => frame => Only(plan.Run(frame), position),
            SubqueryKind.Exists => frame => CosmosValue.FromBoolean(Any(plan.Run(frame))),
            SubqueryKind.Array => frame => Collect(plan.Run(frame), frame),
            SubqueryKind.All => frame => CosmosValue.FromBoolean(AllTrue(plan.Run(frame))),
            SubqueryKind.First => frame => First(plan.Run(frame)),
            SubqueryKind.Last => frame => Last(plan.Run(frame)),
            _ => throw new UnreachableException($"No evaluation for {expression.Kind}."),
        };
    }

    private static CosmosValue Only(IEnumerable<CosmosValue> results, SourcePosition position)
    {
        var found = default(CosmosValue);
        foreach (var result in results)
        {
            if (found.IsDefined)
                throw new SqlException(
                    SqlErrorCodes.SubqueryCardinality, position,
                    "the subquery has more than one result, but stands where one value is expected; use ARRAY(…), "
                    + "FIRST(…) or an aggregate.");
            found = result;
        }

        return found;
    }

    private static bool Any(IEnumerable<CosmosValue> results)
    {
        foreach (var _ in results) return true;
        return false;
    }

    private static CosmosValue Collect(IEnumerable<CosmosValue> results, Frame frame)
    {
        var collected = new List<CosmosValue>();
        foreach (var result in results)
        {
            collected.Add(result);
            frame.CheckHeld(collected.Count);
        }

        return CosmosValue.FromDefinedArray(collected.ToArray());
    }

    private static bool AllTrue(IEnumerable<CosmosValue> results)
    {
        foreach (var result in results)
            if (!result.IsTrue) return false;
        return true;
    }

    private static CosmosValue First(IEnumerable<CosmosValue> results)
    {
        foreach (var result in results) return result;
        return default;
    }

    private static CosmosValue Last(IEnumerable<CosmosValue> results)
    {
        var last = default(CosmosValue);
        foreach (var result in results) last = result;
        return last;
    }
}
