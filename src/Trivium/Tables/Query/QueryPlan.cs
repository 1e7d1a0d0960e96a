using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Tables.Query;

/// <summary>How a query is answered: what the store runs, and what is left to do here.</summary>
/// <param name="Sent">
/// What the store runs, without the conditions every query carries. Its rows have the properties
/// <see cref="ColumnName"/>, or those that <paramref name="Finish"/> needs.
/// </param>
/// <param name="Finish">
/// What is done with all rows in memory, as a query over them; null where the store's rows are the answer, page by
/// page.
/// </param>
internal sealed record QueryPlan(SqlQuery Sent, SqlQuery? Finish)
{
    /// <summary>The name of the item in <see cref="Finish"/>.</summary>
    public const string RowAlias = "r";

    /// <summary>The property of an answer's row that holds a column, by the column's position.</summary>
    public static string ColumnName(int position) => $"k{position}";
}
