using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>The client of an engine in the same process.</summary>
internal sealed class EmbeddedOrchestrationClient(OrchestrationEngine engine) : IOrchestrationClient
{
    public async Task<string> ScheduleNewOrchestrationInstanceAsync(
        string name,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        EngineParts parts = engine.Parts();
        options ??= new();
        string id = options.InstanceId ?? Guid.NewGuid().ToString("N");
        InstanceNames.CheckInstanceId(id);
        if (!parts.Catalog.Orchestrations.ContainsKey(name))
        {
            throw new ArgumentException(
                CatalogNames.NotRegistered("orchestration", name, parts.Catalog.Orchestrations.Keys), nameof(name));
        }

        string? json = Payload.Write(input, $"The input of orchestration '{name}'");
        var start = new InstanceStart(name, id, options.Version ?? "", json);
        InstanceRecord record = start.Record(parts.TimeProvider.GetUtcNow(), options.StartAt?.ToUniversalTime());
        CommitOutcome outcome = await parts.Writer.CommitAsync(
            new StartCommit(record, start.FirstEventJson, options.DedupeStatuses))
            .WaitAsync(cancellationToken);
        return outcome.Status == CommitStatus.Refused
            ? throw new OrchestrationAlreadyExistsException(id, outcome.InstanceStatus!.Value)
            : id;
    }

    public Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellationToken = default)
    {
        InstanceNames.CheckEventName(eventName);
        string? payload = Payload.Write(eventPayload, $"The payload of event '{eventName}'");
        return SendAsync(instanceId, new EventRaised(eventName, payload), cancellationToken);
    }

    public Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellationToken = default) =>
        WaitAsync(
            instanceId,
            state => state.RuntimeStatus != OrchestrationRuntimeStatus.Pending,
            getInputsAndOutputs,
            cancellationToken);

    public Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellationToken = default) =>
        WaitAsync(instanceId, state => state.IsCompleted, getInputsAndOutputs, cancellationToken);

    public Task TerminateInstanceAsync(
        string instanceId, object? output = null, bool recursive = false, CancellationToken cancellationToken = default)
    {
        string? json = Payload.Write(output, "The output of the terminated instance");
        return SendAsync(instanceId, new ExecutionTerminated(json, recursive), cancellationToken);
    }

    public Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellationToken = default) =>
        SendAsync(instanceId, new ExecutionSuspended(reason), cancellationToken);

    public Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellationToken = default) =>
        SendAsync(instanceId, new ExecutionResumed(reason), cancellationToken);

    public Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellationToken = default) =>
        ReadAsync(engine.Parts(), instanceId, getInputsAndOutputs, cancellationToken);

    public async Task<OrchestrationPage> GetInstancesAsync(
        OrchestrationQuery query, CancellationToken cancellationToken = default)
    {
        (DateTimeOffset, string)? after = QueryPaging.Check(query);
        return await engine.Parts().Store.ReadAsync(reader =>
        {
            IReadOnlyList<InstanceRecord> found = reader.Query(query, after);
            OrchestrationMetadata[] page =
            [
                .. found.Take(query.PageSize).Select(
                    record => InstanceMetadata.Of(record, reader, query.FetchInputsAndOutputs)),
            ];
            return new OrchestrationPage(page, found.Count > query.PageSize ? QueryPaging.Token(page[^1]) : null);
        }).WaitAsync(cancellationToken);
    }

    public async Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        CommitOutcome outcome = await engine.Parts().Writer.CommitAsync(new PurgeCommit(instanceId))
            .WaitAsync(cancellationToken);
        return outcome.Status == CommitStatus.Applied;
    }

    private static Task<OrchestrationMetadata?> ReadAsync(
        EngineParts parts, string instanceId, bool getInputsAndOutputs, CancellationToken cancellationToken) =>
        parts.Store.ReadAsync(reader => reader.Find(instanceId) is { } record
            ? InstanceMetadata.Of(record, reader, getInputsAndOutputs)
            : null).WaitAsync(cancellationToken);

    private static ArgumentException NoInstance(string instanceId) =>
        new($"There is no orchestration instance '{instanceId}'.", nameof(instanceId));

    private async Task SendAsync(string instanceId, IncomingEvent message, CancellationToken cancellationToken)
    {
        CommitOutcome outcome = await engine.Parts().Writer.CommitAsync(
            new MessageCommit(instanceId, HistoryJson.Write(message))).WaitAsync(cancellationToken);

        // Refused means it has ended: what is sent to it then is discarded.
        if (outcome.Status == CommitStatus.NotFound) throw NoInstance(instanceId);
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId,
        Func<OrchestrationMetadata, bool> reached,
        bool getInputsAndOutputs,
        CancellationToken cancellationToken)
    {
        EngineParts parts = engine.Parts();
        while (true)
        {
            Task change = parts.Waiters.NextChange(instanceId);
            try
            {
                OrchestrationMetadata state = await ReadAsync(parts, instanceId, getInputsAndOutputs, cancellationToken)
                    ?? throw NoInstance(instanceId);
                if (reached(state)) return state;
            }
            catch (ObjectDisposedException)
            {
                // The engine stops; the wait below says so.
            }

            await change.WaitAsync(cancellationToken);
        }
    }
}
