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

    /// <summary>A fault that <c>Cosmos.Sql</c> found.</summary>
    public static TriviumException From(SqlException fault) => Of(fault.Message, fault);

    /// <summary>
    /// A fault that the parser found in a text, with what to do where the text has something that is not there.
    /// </summary>
    public static TriviumException InText(SqlException fault, string query) =>
        Of(fault.Message + MissingSyntax.AdviceFor(query, fault.Line, fault.Column), fault);

    /// <summary>A fault of the query as a whole.</summary>
    public static TriviumException Of(string message, Exception? cause = null) => Of(ErrorCode.Invalid, message, cause);

    /// <summary>A query that asks for more than one may.</summary>
    public static TriviumException TooLarge(string message) => Of(ErrorCode.TooLarge, message, null);

    private static TriviumException Of(ErrorCode code, string message, Exception? cause) => new(code, message, cause)
    {
        Errors = new Dictionary<string, string[]> { ["query"] = [message] },
    };
}
