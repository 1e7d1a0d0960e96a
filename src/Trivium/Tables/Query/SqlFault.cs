using Trivium.Cosmos.Sql;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Errors;

namespace Trivium.Tables.Query;

/// <summary>
/// What is wrong with a query, as the caller is told: with the line and column, under field <c>query</c>.
/// </summary>
internal static class SqlFault
{
    /// <summary>A fault at a node of the query.</summary>
    public static TriviumException At(SqlNode node, string sentence) => Of(
        node.Position.Line > 0 ? $"Line {node.Position.Line}, column {node.Position.Column}: {sentence}" : sentence);

    /// <summary>A fault that <c>Cosmos.Sql</c> found, with advice where people often expect something else.</summary>
    public static TriviumException From(SqlException fault) => Of(fault.Message + Advice(fault.Message), fault);

    /// <summary>A fault of the query as a whole.</summary>
    public static TriviumException Of(string message, Exception? cause = null) => new(ErrorCode.Invalid, message, cause)
    {
        Errors = new Dictionary<string, string[]> { ["query"] = [message] },
    };

    private static string Advice(string message)
    {
        if (Found(message, "ON") || Found(message, "LEFT") || Found(message, "INNER") || Found(message, "RIGHT"))
            return " Tables cannot be joined; ask for each and join the answers.";
        if (Found(message, "CASE")) return " Write condition ? a : b, or IIF(condition, a, b).";
        return message.EndsWith("expected SELECT.", StringComparison.Ordinal)
            ? " Nothing but SELECT is possible here."
            : "";
    }

    private static bool Found(string message, string keyword) =>
        message.Contains($": found {keyword},", StringComparison.OrdinalIgnoreCase);
}
