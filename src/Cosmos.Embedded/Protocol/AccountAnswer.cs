namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>Describes the account: one region, the limits of its queries, its consistency.</summary>
internal static class AccountAnswer
{
    // Clients hand this to their query parser; the numbers are the service's.
    private const string QueryEngineConfiguration =
        """
        {
          "maxSqlQueryInputLength":524288,"maxJoinsPerSqlQuery":10,"maxLogicalAndPerSqlQuery":2000,
          "maxLogicalOrPerSqlQuery":2000,"maxUdfRefPerSqlQuery":10,"maxInExpressionItemsCount":16000,
          "queryMaxInMemorySortDocumentCount":500,"maxQueryRequestTimeoutFraction":0.9,
          "sqlAllowNonFiniteNumbers":false,"sqlAllowAggregateFunctions":true,"sqlAllowSubQuery":true,
          "sqlAllowScalarSubQuery":true,"allowNewKeywords":true,"sqlAllowLike":true,
          "sqlAllowGroupByClause":true,"maxSpatialQueryCells":12,"spatialMaxGeometryPointCount":256,
          "sqlDisableOptimizationFlags":0,"sqlAllowTop":true,"queryEnableFullText":true,
          "enableSpatialIndexing":true
        }
        """;

    public static CosmosResponse Make(EmbeddedCosmosOptions options, string endpoint)
    {
        var body = JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", "embedded");
            writer.WriteString("_rid", "embedded");
            writer.WriteString("_self", "");
            writer.WriteString("_dbs", "//dbs/");
            WriteLocations("writableLocations");
            WriteLocations("readableLocations");
            writer.WriteBoolean("enableMultipleWriteLocations", false);
            writer.WriteStartObject("userConsistencyPolicy");
            writer.WriteString("defaultConsistencyLevel", options.Consistency.ToString());
            writer.WriteEndObject();
            writer.WriteString("queryEngineConfiguration", QueryEngineConfiguration);
            writer.WriteEndObject();

            void WriteLocations(string name)
            {
                writer.WriteStartArray(name);
                writer.WriteStartObject();
                writer.WriteString("name", "Embedded");
                writer.WriteString("databaseAccountEndpoint", endpoint + "/");
                writer.WriteEndObject();
                writer.WriteEndArray();
            }
        });
        return new CosmosResponse(200, body).With(HeaderNames.RequestCharge, RequestCharge.Format(0));
    }
}
