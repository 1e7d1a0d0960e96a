using System.Text;
using SQLitePCL;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>
/// A statement compiled once and run often, with parameters and columns by position. Nearly every request runs some:
/// the commands of ADO.NET look up each parameter by name and allocate a reader for every run.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(sqlite3 connection, string sql)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <param name="index">From 1.</param>
    /// <param name="value">The value.</param>
    public SqliteStatement Bind(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, long? value)
    {
        Check(value is { } number
            ? raw.sqlite3_bind_int64(_statement, index, number) : raw.sqlite3_bind_null(_statement, index));
        return this;
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(_statement, index, value));
        return this;
    }

    /// <summary>Binds the text's UTF-8 as a blob, which may hold any character, U+0000 included.</summary>
    public SqliteStatement BindUtf8(int index, string value) => Bind(index, Encoding.UTF8.GetBytes(value));

    /// <summary>Moves to the next row; false when there is none.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
            return true;
        if (result != raw.SQLITE_DONE)
        {
            var error = SqliteFailure.Of(_connection, result);
            Reset();
            throw error;
        }
        return false;
    }

    /// <summary>Makes the statement ready for another run; ends its reading of the database.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    /// <summary>Runs the statement to its end.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public int? NullableInt(int column) =>
        raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL
            ? null : raw.sqlite3_column_int(_statement, column);

    /// <summary>The bytes of a blob, valid until the statement moves on.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw SqliteFailure.Of(_connection, result);
    }
}
