using System.Globalization;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql;

/// <summary>
/// A query that cannot be parsed, breaks a rule, or fails while it runs. The message is one sentence that starts
/// with the position: "Line 1, column 8: found FROM, expected an expression."
/// </summary>
public sealed class SqlException : Exception
{
    internal SqlException(string code, SourcePosition position, string sentence)
        : base(position.Line > 0
            ? string.Create(CultureInfo.InvariantCulture, $"Line {position.Line}, column {position.Column}: {sentence}")
            : sentence)
    {
        Code = code;
        Line = position.Line;
        Column = position.Column;
    }

    /// <summary>The code the service reports for this fault, such as SC1001; see <see cref="SqlErrorCodes"/>.</summary>
    public string Code { get; }

    /// <summary>The line from 1, or 0 when the fault has no place (a tree not made by the parser).</summary>
    public int Line { get; }

    /// <summary>The column from 1 in UTF-16 code units, or 0 when the fault has no place.</summary>
    public int Column { get; }
}
