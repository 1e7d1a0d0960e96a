using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>Makes the exceptions of statements that are run without ADO.NET.</summary>
internal static class SqliteFailure
{
    public static SqliteException Of(sqlite3 connection, int result) => new(
        $"SQLite error {result}: {raw.sqlite3_errmsg(connection).utf8_to_string()}.",
        result & 0xFF, raw.sqlite3_extended_errcode(connection));
}
