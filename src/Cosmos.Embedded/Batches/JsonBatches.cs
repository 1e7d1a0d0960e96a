using System.Text;
using System.Text.Json;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Batches;

/// <summary>Reads and writes batches as JSON arrays, the form of clients other than .NET.</summary>
internal static class JsonBatches
{
    /// <exception cref="RequestFailure">400 when the body is not a batch.</exception>
    public static List<BatchOperation> ReadAll(ReadOnlyMemory<byte> body)
    {
        using var document = JsonText.Parse(body, "batch");
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw RequestFailure.BadRequest("A batch must be a JSON array of operations.");
        try
        {
            return [.. document.RootElement.EnumerateArray().Select(Operation)];
        }
        catch (InvalidOperationException error)
        {
            throw JsonText.Invalid("batch", error.Message);
        }
    }

    public static byte[] Write(IReadOnlyList<BatchResult> results) => JsonText.Write(writer =>
    {
        writer.WriteStartArray();
        foreach (var result in results)
        {
            writer.WriteStartObject();
            writer.WriteNumber("statusCode"u8, result.Status);
            writer.WriteNumber("requestCharge"u8, Math.Round(result.Charge, 2));
            if (result.SubStatus != 0)
                writer.WriteNumber("subStatusCode"u8, result.SubStatus);
            if (result.ETag is not null)
                writer.WriteString("eTag"u8, result.ETag);
            if (!result.Body.IsEmpty)
            {
                writer.WritePropertyName("resourceBody"u8);
                writer.WriteRawValue(result.Body.Span, skipInputValidation: true);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    });

    private static BatchOperation Operation(JsonElement json)
    {
        var name = PolicyJson.Text(json, "operationType", "batch operation");
        if (!Enum.TryParse<BatchOperationKind>(name, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            throw RequestFailure.BadRequest($"The batch operation '{name}' is not supported.");
        var body = json.TryGetProperty("resourceBody", out var resource)
            ? Encoding.UTF8.GetBytes(resource.GetRawText()) : [];
        return new BatchOperation(
            kind, PartitionKey(json), Text(json, "id"), body, Text(json, "ifMatch"), Text(json,
                "ifNoneMatch"), IsMinimal: false);
    }

    private static string? PartitionKey(JsonElement json) =>
        json.TryGetProperty("partitionKey", out var key) && key.ValueKind != JsonValueKind.Null
            ? key.ValueKind == JsonValueKind.String ? key.GetString() : key.GetRawText()
            : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
