using System.Text;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Printing;

/// <summary>Tree to text.</summary>
public static class SqlPrinter
{
    /// <summary>
    /// Prints a query on one line. Parsing the text gives an equal tree. Operands that are themselves operations
    /// stand in parentheses, so the meaning does not hang on precedence.
    /// </summary>
    /// <exception cref="SqlException">An alias or name in the tree cannot be written as an identifier.</exception>
    public static string Print(SqlQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var output = new StringBuilder();
        new QueryPrinter(output).Query(query);
        return output.ToString();
    }

    /// <summary>Prints an expression.</summary>
    /// <inheritdoc cref="Print(SqlQuery)"/>
    public static string Print(SqlExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var output = new StringBuilder();
        new ExpressionPrinter(output).Write(expression);
        return output.ToString();
    }
}
