using Microsoft.DurableTask.Client;
using Durable = Microsoft.DurableTask;
using DurableAlreadyExists = DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException;
using DurableQuery = Microsoft.DurableTask.Client.OrchestrationQuery;
using DurableStatus = Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace Trivium.Express.Functions;

/// <summary>The durable client of Durable Functions as the one of Express.</summary>
internal sealed class FunctionsOrchestrationClient(DurableClientBinding binding) : IOrchestrationClient
{
    public async Task<string> ScheduleNewOrchestrationInstanceAsync(
        string name,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var client = await binding.GetAsync();
        var given = options ?? new StartOrchestrationOptions();
        try
        {
            return await client.ScheduleNewOrchestrationInstanceAsync(
                name, DurablePayload.Write(input), Start(given), cancellationToken);
        }
        catch (DurableAlreadyExists) when (given.InstanceId is not null)
        {
            var existing = await GetInstanceAsync(given.InstanceId, cancellationToken: cancellationToken);
            throw new OrchestrationAlreadyExistsException(
                given.InstanceId, existing?.RuntimeStatus ?? OrchestrationRuntimeStatus.Pending);
        }
    }

    public async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellationToken = default)
    {
        var client = await binding.GetAsync();
        await client.RaiseEventAsync(instanceId, eventName, DurablePayload.Write(eventPayload), cancellationToken);
    }

    public async Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellationToken = default)
    {
        var client = await binding.GetAsync();
        var instance = await client.WaitForInstanceStartAsync(instanceId, getInputsAndOutputs, cancellationToken);
        return InstanceStates.From(instance, getInputsAndOutputs);
    }

    public async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellationToken = default)
    {
        // With outputs, for they may hold why it failed.
        var client = await binding.GetAsync();
        var instance = await client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, cancellationToken);
        return InstanceStates.From(instance, getInputsAndOutputs);
    }

    public async Task TerminateInstanceAsync(
        string instanceId, object? output = null, bool recursive = false, CancellationToken cancellationToken = default)
    {
        var client = await binding.GetAsync();
        await client.TerminateInstanceAsync(
            instanceId, new TerminateInstanceOptions(DurablePayload.Write(output), recursive), cancellationToken);
    }

    public async Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellationToken = default)
    {
        var client = await binding.GetAsync();
        await client.SuspendInstanceAsync(instanceId, reason, cancellationToken);
    }

    public async Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellationToken = default)
    {
        var client = await binding.GetAsync();
        await client.ResumeInstanceAsync(instanceId, reason, cancellationToken);
    }

    public async Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellationToken = default)
    {
        var client = await binding.GetAsync();
        var instance = await client.GetInstanceAsync(instanceId, getInputsAndOutputs, cancellationToken);
        if (instance is null)
            return null;

        // The failure may be in the output only, which is not sent unless asked for.
        if (!getInputsAndOutputs && instance is { RuntimeStatus: DurableStatus.Failed, FailureDetails: null })
            instance = await client.GetInstanceAsync(instanceId, true, cancellationToken) ?? instance;
        return InstanceStates.From(instance, getInputsAndOutputs);
    }

    public async Task<OrchestrationPage> GetInstancesAsync(
        OrchestrationQuery query, CancellationToken cancellationToken = default)
    {
        var client = await binding.GetAsync();
        var filter = new DurableQuery(
            query.CreatedFrom,
            query.CreatedTo,
            query.Statuses is { Count: > 0 } statuses ? [.. statuses.Select(InstanceStates.ToDurable)] : null,
            TaskHubNames: null,
            query.InstanceIdPrefix,
            query.PageSize,
            query.FetchInputsAndOutputs,
            query.ContinuationToken);
        await foreach (var page in client.GetAllInstancesAsync(filter)
            .AsPages(query.ContinuationToken, query.PageSize).WithCancellation(cancellationToken))
        {
            // The order of the storage provider: pages keep to it, and only within one can it be mended.
            var instances = page.Values
                .Select(instance => InstanceStates.From(instance, query.FetchInputsAndOutputs))
                .OrderBy(instance => instance.CreatedAt)
                .ThenBy(instance => instance.InstanceId, StringComparer.Ordinal);
            return new OrchestrationPage([.. instances], page.ContinuationToken is { Length: > 0 } next ? next : null);
        }

        return new OrchestrationPage([], null);
    }

    public async Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        // The host purges running instances too, and leaves their messages behind.
        var client = await binding.GetAsync();
        if (await client.GetInstanceAsync(instanceId, false, cancellationToken) is not { IsCompleted: true })
            return false;
        return (await client.PurgeInstanceAsync(instanceId, cancellationToken)).PurgedInstanceCount > 0;
    }

    private static Durable.StartOrchestrationOptions Start(StartOrchestrationOptions options) =>
        new(options.InstanceId, options.StartAt)
        {
            Version = options.Version is { } version ? new Durable.TaskVersion(version) : default(Durable.TaskVersion?),
            DedupeStatuses = [.. options.DedupeStatuses.Select(status => InstanceStates.ToDurable(status).ToString())],
        };
}
