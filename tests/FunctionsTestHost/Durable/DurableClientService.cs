using System.Globalization;
using Grpc.Core;
using Microsoft.DurableTask.Protobuf;

namespace Trivium.FunctionsTestHost;

/// <summary>The gRPC endpoint of the host's durable extension, which the worker's durable client speaks to.</summary>
internal sealed class DurableClientService(TaskHub hub) : TaskHubSidecarService.TaskHubSidecarServiceBase
{
    /// <summary>100: the host's page where the client names no size.</summary>
    private const int PageSizeDefault = 100;

    public override Task<CreateInstanceResponse> StartInstance(CreateInstanceRequest request, ServerCallContext context)
    {
        var started = new ExecutionStartedEvent
        {
            Name = request.Name,
            Version = request.Version,
            Input = request.Input,
            OrchestrationInstance = new() { InstanceId = request.InstanceId },
            ScheduledStartTimestamp = request.ScheduledStartTimestamp,
        };
        if (!hub.TryStart(started, request.OrchestrationIdReusePolicy))
        {
            throw new RpcException(new Status(
                StatusCode.AlreadyExists, $"An instance '{request.InstanceId}' exists already."));
        }

        return Task.FromResult(new CreateInstanceResponse { InstanceId = request.InstanceId });
    }

    public override Task<GetInstanceResponse> GetInstance(GetInstanceRequest request, ServerCallContext context) =>
        Task.FromResult(Answer(hub.Find(request.InstanceId, request.GetInputsAndOutputs)));

    public override async Task<GetInstanceResponse> WaitForInstanceStart(
        GetInstanceRequest request, ServerCallContext context) => Answer(await hub.UntilAsync(
            request.InstanceId,
            status => status != OrchestrationStatus.Pending,
            request.GetInputsAndOutputs,
            context.CancellationToken));

    public override async Task<GetInstanceResponse> WaitForInstanceCompletion(
        GetInstanceRequest request, ServerCallContext context) => Answer(await hub.UntilAsync(
            request.InstanceId,
            status => status
                is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated,
            request.GetInputsAndOutputs,
            context.CancellationToken));

    public override Task<QueryInstancesResponse> QueryInstances(QueryInstancesRequest request, ServerCallContext context)
    {
        var query = request.Query;
        var found = hub.List(state => IsWanted(query, state), query.FetchInputsAndOutputs);
        var from = query.ContinuationToken is { Length: > 0 } token ? int.Parse(token, CultureInfo.InvariantCulture) : 0;
        var size = query.MaxInstanceCount > 0 ? query.MaxInstanceCount : PageSizeDefault;
        return Task.FromResult(new QueryInstancesResponse
        {
            OrchestrationState = { found.Skip(from).Take(size) },
            ContinuationToken = from + size < found.Count
                ? (from + size).ToString(CultureInfo.InvariantCulture) : null,
        });
    }

    public override Task<RaiseEventResponse> RaiseEvent(RaiseEventRequest request, ServerCallContext context)
    {
        hub.Tell(request.InstanceId, history => history.EventRaised = new() { Name = request.Name, Input = request.Input });
        return Task.FromResult(new RaiseEventResponse());
    }

    public override Task<TerminateResponse> TerminateInstance(TerminateRequest request, ServerCallContext context)
    {
        hub.Terminate(request.InstanceId, request.Output, request.Recursive);
        return Task.FromResult(new TerminateResponse());
    }

    public override Task<SuspendResponse> SuspendInstance(SuspendRequest request, ServerCallContext context)
    {
        hub.Tell(request.InstanceId, history => history.ExecutionSuspended = new() { Input = request.Reason });
        return Task.FromResult(new SuspendResponse());
    }

    public override Task<ResumeResponse> ResumeInstance(ResumeRequest request, ServerCallContext context)
    {
        hub.Tell(request.InstanceId, history => history.ExecutionResumed = new() { Input = request.Reason });
        return Task.FromResult(new ResumeResponse());
    }

    public override Task<PurgeInstancesResponse> PurgeInstances(PurgeInstancesRequest request, ServerCallContext context)
    {
        if (request.RequestCase != PurgeInstancesRequest.RequestOneofCase.InstanceId)
            throw new RpcException(new Status(StatusCode.Unimplemented, "The test host purges single instances."));
        return Task.FromResult(new PurgeInstancesResponse
        {
            DeletedInstanceCount = hub.Purge(request.InstanceId) ? 1 : 0,
            IsComplete = true,
        });
    }

    private static bool IsWanted(InstanceQuery query, OrchestrationState state) =>
        (query.RuntimeStatus.Count == 0 || query.RuntimeStatus.Contains(state.OrchestrationStatus))
        && (query.InstanceIdPrefix is not { } prefix || state.InstanceId.StartsWith(prefix, StringComparison.Ordinal))
        && (query.CreatedTimeFrom is not { } from || state.CreatedTimestamp >= from)
        && (query.CreatedTimeTo is not { } to || state.CreatedTimestamp <= to);

    private static GetInstanceResponse Answer(OrchestrationState? state) =>
        new() { Exists = state is not null, OrchestrationState = state };
}
