using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Trivium.Documents.Writing;
using Trivium.Errors;
using Trivium.Express;
using Trivium.Http;
using Trivium.Ingestion;
using Trivium.Requests;
using Trivium.Storage;
using Trivium.Tenancy;

namespace Trivium.Documents.Uploads;

/// <summary>The routes of uploads in parts.</summary>
internal static class UploadRoutes
{
    public static void Map(ExpressApp app) => app.Group("/v1/uploads", uploads =>
    {
        uploads.Post("", CreateAsync).WithSummary("Begins an upload in parts.");
        uploads.Get("/{uploadId}", GetAsync).WithSummary("An upload and the parts that are there.");
        uploads.Put("/{uploadId}/{part}", PutAsync).WithSummary("Stores a part of an upload.");
        uploads.Post("/{uploadId}/complete", CompleteAsync).WithSummary("Makes an upload a document.");
        uploads.Delete("/{uploadId}", DeleteAsync).WithSummary("Gives an upload up.");
    }).Needs(RouteAccess.Writer);

    private static async Task<IResult> CreateAsync(
        HttpContext context, Caller caller, DocumentUploads uploads, RequestUnitMeter meter, CancellationToken stop)
    {
        using JsonDocument body = await RequestBody.ReadObjectAsync(context.Request, stop);
        UploadInput input = UploadInputs.Of(Read<UploadRequest>(body));
        UploadItem upload = await uploads.CreateAsync(caller.Tenant, input, meter, stop);
        context.Response.Headers.Location = $"/v1/uploads/{upload.Id}";
        return HttpJson.Answer(BodyOf(upload, []), StatusCodes.Status201Created);
    }

    private static async Task<IResult> GetAsync(
        string uploadId, Caller caller, UploadStore store, RequestUnitMeter meter, CancellationToken stop)
    {
        UploadItem upload = await store.RequireAsync(caller.Tenant, uploadId, meter, stop);
        return HttpJson.Answer(BodyOf(upload, await store.PartsAsync(upload, meter, stop)));
    }

    private static async Task<IResult> PutAsync(
        string uploadId, string part, HttpContext context, Caller caller, DocumentUploads uploads, RequestUnitMeter meter,
        CancellationToken stop)
    {
        if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            throw new TriviumException(ErrorCode.Invalid, $"The part is '{part}'; a number from 1 is needed.");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;

        UploadPartItem stored = await uploads.PutPartAsync(
            caller.Tenant, uploadId, number, context.Request.Body, meter, stop);
        return HttpJson.Answer(BodyOf(stored));
    }

    private static async Task<IResult> CompleteAsync(
        string uploadId, HttpContext context, Caller caller, UploadCompletions completions, IngestionWait waits,
        RequestUnitMeter meter, CancellationToken stop, string? wait)
    {
        TimeSpan? patience = IngestionWait.Parse(wait);
        using JsonDocument body = await RequestBody.ReadObjectAsync(context.Request, stop);
        (int parts, string sha256) = UploadInputs.Of(Read<UploadCompletion>(body));
        AcceptedWrite accepted = await completions.CompleteAsync(
            caller.Tenant, uploadId, parts, sha256, PreconditionHeaders.Of(context.Request), meter, stop);
        return await DocumentWriteRoutes.AnswerAsync(context, caller, waits, accepted, patience, meter, stop);
    }

    private static async Task<IResult> DeleteAsync(
        string uploadId, Caller caller, DocumentUploads uploads, RequestUnitMeter meter, CancellationToken stop)
    {
        await uploads.DeleteAsync(caller.Tenant, uploadId, meter, stop);
        return Results.NoContent();
    }

    private static T Read<T>(JsonDocument body)
    {
        try
        {
            return body.Deserialize<T>(UploadInputs.Json)!;
        }
        catch (JsonException exception)
        {
            string field = exception.Path?.TrimStart('$', '.') ?? "";
            string message = field.Length == 0 ? "The body cannot be read." : $"'{field}' is not known here, or not of the right kind.";
            throw new TriviumException(ErrorCode.Invalid, message, exception)
            {
                Errors = new Dictionary<string, string[]> { [field] = [message] },
            };
        }
    }

    private static UploadBody BodyOf(UploadItem upload, IReadOnlyList<UploadPartItem> parts) => new()
    {
        Id = upload.Id,
        DocumentId = upload.DocumentId,
        State = upload.State.ToString().ToLowerInvariant(),
        PartSizeBytes = upload.PartSizeBytes,
        PartsMax = DocumentUploads.PartsMax(upload),
        ExpiresAt = upload.ExpiresAt,
        Parts = [.. parts.Select(BodyOf)],
    };

    private static UploadPartBody BodyOf(UploadPartItem part) => new(part.Number, part.SizeBytes, part.Sha256);
}
