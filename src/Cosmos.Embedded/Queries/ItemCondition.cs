using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Sql;
using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Parsing;

namespace Trivium.Cosmos.Embedded.Queries;

/// <summary>Conditions on one item, written as <c>FROM c WHERE …</c>.</summary>
internal static class ItemCondition
{
    // A condition runs in the writer while everybody waits: joins over the item's own arrays must not take seconds.
    private const long RowsExaminedMax = 100_000;

    /// <exception cref="Protocol.RequestFailure">400 when it is not a condition.</exception>
    public static Func<StoredItem, bool> Compile(string text, TimeProvider time)
    {
        try
        {
            var query = SqlEvaluator.Compile(
                SqlParser.ParseCondition(text), null,
                new EvaluationOptions { TimeProvider = time, RowsExaminedMax = RowsExaminedMax });
            return item =>
            {
                try
                {
                    return query.Execute([item.Value]).Any();
                }
                catch (SqlException error)
                {
                    throw QueryFailure.From(error);
                }
            };
        }
        catch (SqlException error)
        {
            throw QueryFailure.From(error);
        }
    }
}
