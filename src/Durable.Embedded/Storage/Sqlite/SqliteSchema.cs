using Microsoft.Data.Sqlite;

namespace Trivium.Durable.Embedded;

/// <summary>The schema and its migrations; the version is the database's <c>user_version</c>.</summary>
internal static class SqliteSchema
{
    /// <summary>Step n brings version n to n + 1. A step that was released is never changed.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE instances (
            instance_id TEXT PRIMARY KEY,
            execution_id TEXT NOT NULL,
            name TEXT NOT NULL,
            status INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            start_at INTEGER,
            parent TEXT,
            output TEXT,
            custom_status TEXT,
            failure TEXT,
            history_length INTEGER NOT NULL,
            needs_first_turn INTEGER NOT NULL
        );

        -- Query: a page of instances by creation time and id.
        CREATE INDEX instances_by_creation ON instances (created_at, instance_id);

        -- Query: a page of the instances in some statuses (the dashboard's "running" and "failed").
        CREATE INDEX instances_by_status ON instances (status, created_at, instance_id);

        -- Start: the instances whose first turn has not run. Partial: nearly none.
        CREATE INDEX instances_unturned ON instances (instance_id) WHERE needs_first_turn = 1;

        -- Its primary key reads a history in order, in one sweep.
        CREATE TABLE history (
            instance_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            event TEXT NOT NULL,
            PRIMARY KEY (instance_id, position)
        ) WITHOUT ROWID;

        -- AUTOINCREMENT: an id is never used again, so "came in later" holds across restarts.
        CREATE TABLE inbox (
            message_id INTEGER PRIMARY KEY AUTOINCREMENT,
            instance_id TEXT NOT NULL,
            execution_id TEXT,
            event TEXT NOT NULL
        );

        -- Turn: the messages of one instance in order. Start: the instances that have any.
        CREATE INDEX inbox_by_instance ON inbox (instance_id, message_id);

        -- Its primary key finds one task, and all of an instance.
        CREATE TABLE activities (
            instance_id TEXT NOT NULL,
            execution_id TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            name TEXT NOT NULL,
            input TEXT,
            PRIMARY KEY (instance_id, execution_id, sequence)
        ) WITHOUT ROWID;

        -- Its primary key finds one timer, and all of an instance. Due times are sorted in memory.
        CREATE TABLE timers (
            instance_id TEXT NOT NULL,
            execution_id TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            fire_at INTEGER NOT NULL,
            PRIMARY KEY (instance_id, execution_id, sequence)
        ) WITHOUT ROWID;
        """,
    ];

    /// <summary>Brings the database to the current version, one transaction a step.</summary>
    /// <exception cref="OrchestrationStoreException">It is of a newer version.</exception>
    public static void Migrate(SqliteConnection connection, string path)
    {
        long version = Version(connection);
        if (version > Steps.Length)
        {
            throw new OrchestrationStoreException(
                $"The orchestration database '{path}' has schema version {version}; this version knows up to "
                + $"{Steps.Length}. Run the version that wrote it, or a newer one, or use another file.");
        }

        for (; version < Steps.Length; version++)
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            using SqliteCommand step = connection.CreateCommand();
            step.Transaction = transaction;
            step.CommandText = $"{Steps[version]}\nPRAGMA user_version = {version + 1};";
            step.ExecuteNonQuery();
            transaction.Commit();
        }
    }

    private static long Version(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!;
    }
}
