using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>The body of a request that is a payload.</summary>
/// <param name="Value">The value; null: none was sent, or <c>null</c> was.</param>
/// <param name="Refusal">Why it is not one; null when it is.</param>
internal sealed record JsonBody(JsonElement? Value, IResult? Refusal)
{
    /// <summary>Reads it; no more than a payload may have.</summary>
    /// <param name="request">The request.</param>
    /// <param name="required">An empty body is refused.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<JsonBody> ReadAsync(
        HttpRequest request, bool required, CancellationToken cancellationToken)
    {
        PipeReader reader = request.BodyReader;
        while (true)
        {
            ReadResult read = await reader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > Payload.PayloadBytesMax) return new(null, TooLarge());
            if (read.IsCompleted)
            {
                JsonBody body = Parse(read.Buffer, required);
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static JsonBody Parse(ReadOnlySequence<byte> bytes, bool required)
    {
        if (bytes.IsEmpty && !required) return new(null, null);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            JsonElement value = document.RootElement;
            return new(value.ValueKind == JsonValueKind.Null ? null : value.Clone(), null);
        }
        catch (JsonException exception)
        {
            return new(null, ManagementAnswers.Invalid(
                "$", $"The request body is not valid JSON: {exception.Message}"));
        }
    }

    private static Problem TooLarge() => Problem.Of(
        ProblemCodes.TooLarge,
        $"The request body is over {Payload.PayloadBytesMax:N0} bytes. Store the content elsewhere and send its id.");
}
