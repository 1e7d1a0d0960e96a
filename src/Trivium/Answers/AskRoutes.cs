using Microsoft.AspNetCore.Http;
using Trivium.Express;
using Trivium.Http;
using Trivium.Requests;
using Trivium.Storage;
using Trivium.Tenancy;

namespace Trivium.Answers;

/// <summary><c>POST /v1/ask</c>.</summary>
internal static class AskRoutes
{
    public static void Map(ExpressApp app) =>
        app.Post("/v1/ask", static async (
            HttpContext http, Caller caller, QuestionAnswers answers, TimeProvider time, CancellationToken cancellationToken) =>
        {
            using var body = await RequestBody.ReadObjectAsync(http.Request, cancellationToken);
            AskRequest request = AskRequestReader.Read(body.RootElement);
            if (!request.Stream)
                return HttpJson.Answer(await answers.AnswerAsync(caller.Tenant, request, new WholeAnswer(), cancellationToken));

            await StreamAsync(http, caller.Tenant, request, answers, time, cancellationToken);
            return Results.Empty;
        })
            .Needs(RouteAccess.Reader)
            .WithSummary("Ask the documents a question")
            .Accepts<AskRequest>("application/json")
            .Produces<AskResponse>();

    private static async Task StreamAsync(
        HttpContext http,
        string tenant,
        AskRequest request,
        QuestionAnswers answers,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        await using var events = new EventStream(http, time);
        var stream = new AnswerStream(events);
        try
        {
            AskResponse answer = await answers.AnswerAsync(tenant, request, stream, cancellationToken);
            await stream.EndAsync(answer, cancellationToken);
        }
        catch (Exception exception) when (events.HasBegun && StoreFaults.Translate(exception) is { } fault)
        {
            // The status is sent: what went wrong can only be the last event.
            await stream.FailAsync(fault, cancellationToken);
        }
    }
}
