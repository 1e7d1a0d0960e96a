using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;
using Trivium.Http;
using Trivium.Ingestion;
using Trivium.Storage;
using Trivium.Tenancy;
using Trivium.Visibility.Operations;

namespace Trivium.Documents.Writing;

/// <summary>The handlers of the routes that write documents.</summary>
internal static class DocumentWriteRoutes
{
    public static Task<IResult> PostAsync(
        HttpContext context, Caller caller, DocumentWrites writes, IngestionWait waits, TriviumOptions options,
        RequestUnitMeter meter, CancellationToken stop, string? id, string? title, string? source, string? wait) =>
        WriteAsync(context, caller, writes, waits, options, meter, new(id, title, source), wait, stop);

    public static Task<IResult> PutAsync(
        string documentId, HttpContext context, Caller caller, DocumentWrites writes, IngestionWait waits,
        TriviumOptions options, RequestUnitMeter meter, CancellationToken stop,
        string? title, string? source, string? wait) =>
        WriteAsync(context, caller, writes, waits, options, meter, new(documentId, title, source), wait, stop);

    public static async Task<IResult> DeleteAsync(
        string documentId, HttpContext context, Caller caller, DocumentWrites writes, IngestionWait waits,
        RequestUnitMeter meter, CancellationToken stop, string? wait)
    {
        TimeSpan? patience = IngestionWait.Parse(wait);
        AcceptedWrite accepted = await writes.DeleteAsync(
            caller.Tenant, documentId, PreconditionHeaders.Of(context.Request), meter, stop);
        return await AnswerAsync(context, caller, waits, accepted, patience, meter, stop);
    }

    private static async Task<IResult> WriteAsync(
        HttpContext context, Caller caller, DocumentWrites writes, IngestionWait waits, TriviumOptions options,
        RequestUnitMeter meter, GivenNames given, string? wait, CancellationToken stop)
    {
        TimeSpan? patience = IngestionWait.Parse(wait);
        AllowBody(context, options);
        DocumentInput input = await DocumentRequest.ReadAsync(context.Request, given, options, stop);
        AcceptedWrite accepted = await writes.WriteAsync(caller.Tenant, input, meter, stop);
        return await AnswerAsync(context, caller, waits, accepted, patience, meter, stop);
    }

    /// <summary>
    /// The app's own limit counts, with its own message; a server's lower one would cut the body before.
    /// </summary>
    public static void AllowBody(HttpContext context, TriviumOptions options)
    {
        if (context.Request.ContentLength > options.BodySizeBytesMax)
            throw SourceUpload.TooLarge(options.BodySizeBytesMax);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
    }

    /// <summary>What is answered to a request that was accepted.</summary>
    public static async Task<IResult> AnswerAsync(
        HttpContext context, Caller caller, IngestionWait waits, AcceptedWrite accepted, TimeSpan? patience,
        RequestUnitMeter meter, CancellationToken stop)
    {
        Acceptance acceptance = accepted.Acceptance;
        bool done = acceptance.Committed || (patience is { } time
            && await waits.IsCompletedAsync(caller.Tenant, acceptance.InstanceId, time, meter, stop));
        context.Response.Headers.Location = $"/v1/ingestions/{acceptance.InstanceId}";
        AcceptedBody body = AcceptedBody.Of(acceptance.InstanceId, accepted.DocumentId, acceptance.Unchanged);

        // Whoever has these addresses needs nothing else: they are the operator's alone.
        IOrchestrationManagement? management = caller.IsOperator
            ? context.RequestServices.GetService<IOrchestrationManagement>()
            : null;
        if (management is not null) body = body.With(await management.UrisOfAsync(context, acceptance.InstanceId));
        return HttpJson.Answer(
            body,
            done ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
    }
}

/// <summary>What the URL says of a document.</summary>
internal sealed record GivenNames(string? Id, string? Title, string? Source);
