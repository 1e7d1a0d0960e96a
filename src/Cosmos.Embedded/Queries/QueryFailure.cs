using Trivium.Cosmos.Embedded.Protocol;
using Trivium.Cosmos.Sql;

namespace Trivium.Cosmos.Embedded.Queries;

/// <summary>
/// Turns a fault in a query into the answer the service gives: 400 with a list of errors as the message.
/// </summary>
internal static class QueryFailure
{
    public static RequestFailure From(SqlException error) =>
        RequestFailure.BadRequest("Message: " + System.Text.Encoding.UTF8.GetString(JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("errors");
            writer.WriteStartObject();
            writer.WriteString("severity", "Error");
            writer.WriteString("code", error.Code);
            writer.WriteString("message", error.Message);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        })));
}
