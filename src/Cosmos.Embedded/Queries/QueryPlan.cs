using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Queries;

/// <summary>
/// The plan for every query. A container has one partition key range, so the engine's rows need nothing done by the
/// client: no merging of sorted streams, no combining of partial aggregates.
/// </summary>
internal static class QueryPlan
{
    private static readonly byte[] PassThrough =
        """
        {
          "partitionedQueryExecutionInfoVersion": 2,
          "queryInfo": { "distinctType": "None", "hasNonStreamingOrderBy": false },
          "queryRanges": [{ "min": "", "max": "FF", "isMinInclusive": true, "isMaxInclusive": false }]
        }
        """u8.ToArray();

    public static CosmosResponse Answer() => new CosmosResponse(200, PassThrough)
        .With(HeaderNames.RequestCharge, RequestCharge.Format(RequestCharge.Metadata(isWrite: false)));
}
