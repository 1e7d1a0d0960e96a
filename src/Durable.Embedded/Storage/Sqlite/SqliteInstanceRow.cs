using System.Text.Json;
using Microsoft.Data.Sqlite;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>Instances as rows: instants are UTC ticks, structured values JSON.</summary>
internal static class SqliteInstanceRow
{
    public const string Columns =
        "instance_id, execution_id, name, status, created_at, updated_at, start_at, parent, output, custom_status, "
        + "failure, history_length, needs_first_turn";

    /// <summary>The record in a row of <see cref="Columns"/>.</summary>
    public static InstanceRecord Read(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        (OrchestrationRuntimeStatus)row.GetInt32(3),
        Instant(row.GetInt64(4)),
        Instant(row.GetInt64(5)))
    {
        StartAt = row.IsDBNull(6) ? null : Instant(row.GetInt64(6)),
        Parent = Text(row, 7) is { } parent ? JsonSerializer.Deserialize<ParentCall>(parent) : null,
        Output = Text(row, 8),
        CustomStatus = Text(row, 9),
        Failure = Text(row, 10) is { } failure ? JsonSerializer.Deserialize<TaskFailureDetails>(failure) : null,
        HistoryLength = row.GetInt32(11),
        NeedsFirstTurn = row.GetBoolean(12),
    };

    /// <summary>The values of <see cref="Columns"/>, in order.</summary>
    public static object?[] Values(InstanceRecord record) =>
    [
        record.InstanceId,
        record.ExecutionId,
        record.Name,
        (int)record.Status,
        record.CreatedAt.UtcTicks,
        record.UpdatedAt.UtcTicks,
        record.StartAt?.UtcTicks,
        record.Parent is null ? null : JsonSerializer.Serialize(record.Parent),
        record.Output,
        record.CustomStatus,
        record.Failure is null ? null : JsonSerializer.Serialize(record.Failure),
        record.HistoryLength,
        record.NeedsFirstTurn,
    ];

    /// <summary>The text of a column, or null.</summary>
    public static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>The instant of UTC ticks.</summary>
    public static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);
}
