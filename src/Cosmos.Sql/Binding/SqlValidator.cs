using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Binding;

/// <summary>
/// Checks the rules of the SQL that its grammar does not express. Names and functions are checked when the query
/// is compiled, as are row counts, whose values may come from parameters.
/// </summary>
public static class SqlValidator
{
    /// <summary>Throws for the first rule the query breaks.</summary>
    /// <param name="query">The query.</param>
    /// <param name="options">The extensions allowed; without it, none.</param>
    /// <exception cref="SqlException">With the rule's code; see <see cref="SqlErrorCodes"/>.</exception>
    public static void Validate(SqlQuery query, ParseOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        options ??= ParseOptions.Cosmos;
        SelectRules.Check(query);
        AggregateRules.Check(query, options);
        OrderRules.Check(query, options);
        RankRules.Check(query);
        foreach (var subquery in QueryParts.Subqueries(query)) Validate(subquery, options);
    }
}
