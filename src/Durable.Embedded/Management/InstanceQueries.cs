using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>The routes that show instances.</summary>
internal static class InstanceQueries
{
    /// <summary>5 s, as the Functions host asks for: without it some clients poll in a tight loop.</summary>
    public const string RetryAfterSeconds = "5";

    private const string ContinuationHeader = "x-ms-continuation-token";

    /// <summary>
    /// 200 when the instance has ended (500 for a failed one with <c>returnInternalServerErrorOnFailure</c>), else 202
    /// with where and when to look again.
    /// </summary>
    public static async Task<IResult> GetAsync(
        string instanceId, HttpContext context, OrchestrationEngine engine, CancellationToken cancellationToken)
    {
        var parameters = new QueryParameters(context.Request.Query);
        bool showInput = parameters.Flag("showInput", true);
        bool showHistory = parameters.Flag("showHistory", false);
        bool showHistoryOutput = parameters.Flag("showHistoryOutput", false);
        bool failing = parameters.Flag("returnInternalServerErrorOnFailure", false);
        if (parameters.Fault is { } fault) return fault;

        // State and history of one moment.
        (OrchestrationMetadata Instance, IReadOnlyList<string> History)? found = await engine.Parts().Store.ReadAsync(
            reader => reader.Find(instanceId) is { } record
                ? ((OrchestrationMetadata, IReadOnlyList<string>)?)(
                    InstanceMetadata.Of(record, reader, true), showHistory ? reader.History(instanceId) : [])
                : null).WaitAsync(cancellationToken);
        if (found is not { } state) return ManagementAnswers.NoInstance(instanceId);

        JsonArray? history = showHistory
            ? new HistoryView(state.Instance, showInput, showHistoryOutput).Of(state.History)
            : null;
        if (!state.Instance.IsCompleted)
        {
            context.Response.Headers.Location = context.Request.GetEncodedUrl();
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        return ManagementAnswers.Json(
            InstancePayload.Of(state.Instance, showInput, history), StatusOf(state.Instance.RuntimeStatus, failing));
    }

    /// <summary>200 with a page; the header <c>x-ms-continuation-token</c> asks for the next one.</summary>
    public static async Task<IResult> ListAsync(
        HttpContext context, OrchestrationEngine engine, CancellationToken cancellationToken)
    {
        var parameters = new QueryParameters(context.Request.Query);
        bool showInput = parameters.Flag("showInput", true);
        OrchestrationQuery query = QueryOf(parameters) with { FetchInputsAndOutputs = true };
        if (context.Request.Headers[ContinuationHeader].ToString() is { Length: > 0 } token)
        {
            query = query with { ContinuationToken = token };
            if (!QueryPaging.IsToken(token)) parameters.Add(ContinuationHeader, QueryPaging.InvalidToken);
        }

        if (parameters.Fault is { } fault) return fault;
        if (query.Statuses is { Count: 0 }) return ManagementAnswers.Json(Array.Empty<InstancePayload>());

        OrchestrationPage page = await engine.Client.GetInstancesAsync(query, cancellationToken);
        if (page.ContinuationToken is { } next) context.Response.Headers[ContinuationHeader] = next;
        return ManagementAnswers.Json(
            page.Values.Select(instance => InstancePayload.Of(instance, showInput)).ToArray());
    }

    /// <summary>The filters that listing and purging have in common.</summary>
    public static OrchestrationQuery QueryOf(QueryParameters parameters) => new()
    {
        CreatedFrom = parameters.Time("createdTimeFrom"),
        CreatedTo = parameters.Time("createdTimeTo"),
        Statuses = parameters.Statuses(),
        InstanceIdPrefix = parameters.Text("instanceIdPrefix"),
        PageSize = parameters.Top(),
    };

    private static int StatusOf(OrchestrationRuntimeStatus status, bool failing) => status switch
    {
        OrchestrationRuntimeStatus.Pending
            or OrchestrationRuntimeStatus.Running
            or OrchestrationRuntimeStatus.Suspended => StatusCodes.Status202Accepted,
        OrchestrationRuntimeStatus.Failed when failing => StatusCodes.Status500InternalServerError,
        OrchestrationRuntimeStatus.Completed
            or OrchestrationRuntimeStatus.Failed
            or OrchestrationRuntimeStatus.Terminated => StatusCodes.Status200OK,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "An unknown status."),
    };
}
