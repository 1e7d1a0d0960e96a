using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>The tables of an open database, within a transaction begun by the store.</summary>
internal sealed class SqliteTransactionTables(SqliteDatabase database) : IStoreTransaction
{
    public InstanceRecord? Find(string instanceId) => database.Rows(
        SqliteInstanceRow.Read, $"SELECT {SqliteInstanceRow.Columns} FROM instances WHERE instance_id = $1",
            instanceId).FirstOrDefault();

    public IReadOnlyList<string> History(string instanceId) => database.Rows(
        row => row.GetString(0), "SELECT event FROM history WHERE instance_id = $1 ORDER BY position", instanceId);

    public string? FirstEvent(string instanceId) =>
        (string?)database.Scalar("SELECT event FROM history WHERE instance_id = $1 AND position = 0", instanceId);

    public IReadOnlyList<InboxMessage> Messages(string instanceId) => database.Rows(
        row => new InboxMessage(row.GetInt64(0), SqliteInstanceRow.Text(row, 1), row.GetString(2)),
        "SELECT message_id, execution_id, event FROM inbox WHERE instance_id = $1 ORDER BY message_id",
        instanceId);

    public ActivityTask? FindActivity(TaskKey key) => database.Rows(
        row => new ActivityTask(key, row.GetString(0), SqliteInstanceRow.Text(row, 1)),
        "SELECT name, input FROM activities WHERE instance_id = $1 AND execution_id = $2 AND sequence = $3",
        key.InstanceId,
        key.ExecutionId,
        key.Sequence).FirstOrDefault();

    public IReadOnlyList<TaskKey> Activities() => database.Rows(
        row => new TaskKey(row.GetString(0), row.GetString(1), row.GetInt32(2)),
        "SELECT instance_id, execution_id, sequence FROM activities ORDER BY instance_id, execution_id, sequence");

    public IReadOnlyList<DurableTimer> Timers() => database.Rows(
        row => new DurableTimer(
            new(row.GetString(0), row.GetString(1), row.GetInt32(2)), SqliteInstanceRow.Instant(row.GetInt64(3))),
        "SELECT instance_id, execution_id, sequence, fire_at FROM timers");

    public IReadOnlyList<string> Ready() => database.Rows(
        row => row.GetString(0),
        "SELECT instance_id FROM instances WHERE needs_first_turn = 1 UNION SELECT instance_id FROM inbox");

    public IReadOnlyList<InstanceRecord> Query(
        OrchestrationQuery query, (DateTimeOffset CreatedAt, string InstanceId)? after)
    {
        var conditions = new List<string> { "1 = 1" };
        var values = new List<object?>();
        if (query.CreatedFrom is { } from) conditions.Add($"created_at >= {Value(from.UtcTicks)}");
        if (query.CreatedTo is { } to) conditions.Add($"created_at <= {Value(to.UtcTicks)}");
        if (query.Statuses is { Count: > 0 } statuses)
            conditions.Add(
                $"status IN ({string.Join(", ", statuses.Distinct().Order().Select(status => (int)status))})");
        if (query.InstanceIdPrefix is { Length: > 0 } prefix)
        {
            string parameter = Value(prefix);
            conditions.Add($"substr(instance_id, 1, length({parameter})) = {parameter}");
        }

        if (after is { } last)
            conditions.Add($"(created_at, instance_id) > ({Value(last.CreatedAt.UtcTicks)}, {Value(last.InstanceId)})");
        string sql = $"SELECT {SqliteInstanceRow.Columns} FROM instances WHERE {string.Join(" AND ", conditions)} "
            + $"ORDER BY created_at, instance_id LIMIT {Value(query.PageSize + 1)}";
        return database.Rows(SqliteInstanceRow.Read, sql, [.. values]);

        string Value(object value)
        {
            values.Add(value);
            return $"${values.Count}";
        }
    }

    public void Insert(InstanceRecord instance) => database.Execute(
        $"INSERT INTO instances ({SqliteInstanceRow.Columns}) "
        + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        SqliteInstanceRow.Values(instance));

    public void Update(InstanceRecord instance) => database.Execute(
        """
        UPDATE instances SET execution_id = $2, name = $3, status = $4, created_at = $5, updated_at = $6, start_at = $7,
            parent = $8, output = $9, custom_status = $10, failure = $11, history_length = $12, needs_first_turn = $13
        WHERE instance_id = $1
        """,
        SqliteInstanceRow.Values(instance));

    public void Delete(string instanceId)
    {
        ClearHistory(instanceId);
        ClearMessages(instanceId);
        ClearActivities(instanceId);
        ClearTimers(instanceId);
        database.Execute("DELETE FROM instances WHERE instance_id = $1", instanceId);
    }

    public void AppendHistory(string instanceId, int position, IReadOnlyList<string> events)
    {
        foreach (string item in events)
        {
            database.Execute(
                "INSERT INTO history (instance_id, position, event) VALUES ($1, $2, $3)", instanceId, position++, item);
        }
    }

    public void ClearHistory(string instanceId) =>
        database.Execute("DELETE FROM history WHERE instance_id = $1", instanceId);

    public InboxMessage AddMessage(string instanceId, string? executionId, string eventJson) => new(
        (long)database.Scalar(
            "INSERT INTO inbox (instance_id, execution_id, event) VALUES ($1, $2, $3) RETURNING message_id",
            instanceId,
            executionId,
            eventJson)!,
        executionId,
        eventJson);

    public void RemoveMessages(string instanceId, IReadOnlyList<long> ids)
    {
        foreach (long id in ids)
            database.Execute("DELETE FROM inbox WHERE instance_id = $1 AND message_id = $2", instanceId, id);
    }

    public void ClearMessages(string instanceId) =>
        database.Execute("DELETE FROM inbox WHERE instance_id = $1", instanceId);

    public void AddActivity(ActivityTask activity) => database.Execute(
        "INSERT INTO activities (instance_id, execution_id, sequence, name, input) VALUES ($1, $2, $3, $4, $5)",
        activity.Key.InstanceId,
        activity.Key.ExecutionId,
        activity.Key.Sequence,
        activity.Name,
        activity.Input);

    public bool RemoveActivity(TaskKey key) => database.Execute(
        "DELETE FROM activities WHERE instance_id = $1 AND execution_id = $2 AND sequence = $3",
        key.InstanceId,
        key.ExecutionId,
        key.Sequence) > 0;

    public void ClearActivities(string instanceId) =>
        database.Execute("DELETE FROM activities WHERE instance_id = $1", instanceId);

    public void AddTimer(DurableTimer timer) => database.Execute(
        "INSERT INTO timers (instance_id, execution_id, sequence, fire_at) VALUES ($1, $2, $3, $4)",
        timer.Key.InstanceId,
        timer.Key.ExecutionId,
        timer.Key.Sequence,
        timer.FireAt.UtcTicks);

    public bool RemoveTimer(TaskKey key) => database.Execute(
        "DELETE FROM timers WHERE instance_id = $1 AND execution_id = $2 AND sequence = $3",
        key.InstanceId,
        key.ExecutionId,
        key.Sequence) > 0;

    public void ClearTimers(string instanceId) =>
        database.Execute("DELETE FROM timers WHERE instance_id = $1", instanceId);
}
