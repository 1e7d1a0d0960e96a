using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Trivium.Chunking;

namespace Trivium.Documents.Writing;

/// <summary>Reads the request of a write: raw bytes, or a JSON envelope.</summary>
internal static class DocumentRequest
{
    public static async Task<DocumentInput> ReadAsync(
        HttpRequest request, GivenNames given, TriviumOptions options, CancellationToken cancellationToken)
    {
        bool enveloped = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            && type.MediaType.Equals(DocumentEnvelope.MediaType, StringComparison.OrdinalIgnoreCase);
        DocumentInput input = enveloped
            ? await DocumentEnvelope.ReadAsync(request.Body, given, options.BodySizeBytesMax, cancellationToken)
            : new()
            {
                DocumentId = given.Id,
                ContentType = request.ContentType ?? "",
                Title = given.Title,
                Source = given.Source,
                Content = request.Body,
            };
        input = input with
        {
            IdempotencyKey = request.Headers.TryGetValue("Idempotency-Key", out var key) ? key.ToString() : null,
            Precondition = PreconditionHeaders.Of(request),
            RequestedChunking = ChunkSizeParameters.Read(request.Query, input.RequestedChunking),
        };
        return input.Described();
    }
}
