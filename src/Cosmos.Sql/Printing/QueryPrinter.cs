using System.Globalization;
using System.Text;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Printing;

/// <summary>The clauses of a query as text.</summary>
internal sealed class QueryPrinter(StringBuilder output)
{
    private readonly ExpressionPrinter _expressions = new(output);

    public void Query(SqlQuery query)
    {
        Select(query.Select);
        if (query.From is { } from)
        {
            output.Append(" FROM ");
            Source(from);
        }

        Clause(" WHERE ", query.Where);
        if (query.GroupBy.Count > 0)
        {
            output.Append(" GROUP BY ");
            _expressions.List(query.GroupBy);
        }

        Clause(" HAVING ", query.Having);
        if (query.OrderBy is { } orderBy) OrderBy(orderBy);
        if (query.OffsetLimit is not { } slice) return;
        Clause(" OFFSET ", slice.Offset);
        Clause(" LIMIT ", slice.Limit);
    }

    private void Clause(string keyword, SqlExpression? expression)
    {
        if (expression is null) return;
        output.Append(keyword);
        _expressions.Write(expression);
    }

    private void Select(SelectClause select)
    {
        output.Append("SELECT ");
        if (select.Distinct) output.Append("DISTINCT ");
        if (select.Top is { } top)
        {
            output.Append("TOP ");
            _expressions.Write(top);
            output.Append(' ');
        }

        switch (select.Spec)
        {
            case SelectStar:
                output.Append('*');
                break;
            case SelectValue value:
                output.Append("VALUE ");
                _expressions.Write(value.Expression);
                break;
            case SelectList list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    if (i > 0) output.Append(", ");
                    _expressions.Write(list.Items[i].Expression);
                    Alias(list.Items[i].Alias);
                }

                break;
        }
    }

    private void Alias(string? alias)
    {
        if (alias is null) return;
        output.Append(" AS ");
        _expressions.Name(alias);
    }

    private void Source(FromSource source)
    {
        switch (source)
        {
            case AliasedSource aliased:
                Collection(aliased.Collection);
                Alias(aliased.Alias);
                break;
            case ArraySource array:
                _expressions.Name(array.Alias);
                output.Append(" IN ");
                Collection(array.Collection);
                break;
            case JoinSource join:
                Source(join.Left);
                output.Append(" JOIN ");
                Source(join.Right);
                break;
        }
    }

    private void Collection(SourceCollection collection)
    {
        switch (collection)
        {
            case SubqueryCollection subquery:
                output.Append('(');
                Query(subquery.Query);
                output.Append(')');
                break;
            case PathCollection path:
                _expressions.Name(path.Root);
                foreach (var step in path.Path)
                {
                    if (step.Name is { } name) _expressions.Property(name);
                    else output.Append(CultureInfo.InvariantCulture, $"[{step.Index}]");
                }

                break;
        }
    }

    private void OrderBy(OrderByClause clause)
    {
        switch (clause)
        {
            case OrderByRank rank:
                Clause(" ORDER BY RANK ", rank.Score);
                break;
            case OrderByKeys keys:
                output.Append(" ORDER BY ");
                for (var i = 0; i < keys.Items.Count; i++)
                {
                    if (i > 0) output.Append(", ");
                    _expressions.Write(keys.Items[i].Expression);
                    if (keys.Items[i].Direction == SortDirection.Ascending) output.Append(" ASC");
                    if (keys.Items[i].Direction == SortDirection.Descending) output.Append(" DESC");
                }

                break;
        }
    }
}
