using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Tables.Query;

/// <summary>
/// Walks over expressions. Trees are at most as high as the parser lets them grow, so recursion is bounded.
/// </summary>
internal static class SqlTree
{
    /// <summary>
    /// The same node over mapped children. Subqueries are leaves: what their names mean is their own matter.
    /// </summary>
    public static SqlExpression MapChildren(SqlExpression expression, Func<SqlExpression, SqlExpression> map) =>
        expression switch
        {
            LiteralExpression or ParameterExpression or IdentifierExpression => expression,
            CountStarExpression or AllColumnsExpression or SubqueryExpression => expression,
            CountDistinctExpression node => node with { Value = map(node.Value) },
            PropertyExpression node => node with { Target = map(node.Target) },
            IndexExpression node => node with { Target = map(node.Target), Index = map(node.Index) },
            ArrayExpression node => node with { Elements = MapAll(node.Elements, map) },
            ObjectExpression node => node with
            {
                Properties = SqlList.From(
                    node.Properties.Select(property => property with { Value = map(property.Value) })),
            },
            FunctionCallExpression node => node with { Arguments = MapAll(node.Arguments, map) },
            UnaryExpression node => node with { Operand = map(node.Operand) },
            BinaryExpression node => node with { Left = map(node.Left), Right = map(node.Right) },
            LogicalExpression node => node with { Operands = MapAll(node.Operands, map) },
            ConditionalExpression node => node with
            {
                Condition = map(node.Condition),
                WhenTrue = map(node.WhenTrue),
                Otherwise = map(node.Otherwise),
            },
            InExpression node => node with { Value = map(node.Value), Candidates = MapAll(node.Candidates, map) },
            BetweenExpression node => node with { Value = map(node.Value), Low = map(node.Low), High = map(node.High) },
            LikeExpression node => node with
            {
                Value = map(node.Value),
                Pattern = map(node.Pattern),
                Escape = node.Escape is null ? null : map(node.Escape),
            },
            _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "An expression nobody knows."),
        };

    /// <summary>Whether the expression or one in it is such, subqueries not looked into.</summary>
    public static bool Any(SqlExpression expression, Func<SqlExpression, bool> isSuch)
    {
        if (isSuch(expression)) return true;
        var found = false;
        MapChildren(expression, child =>
        {
            found = found || Any(child, isSuch);
            return child;
        });
        return found;
    }

    /// <summary>Each expression mapped.</summary>
    public static SqlList<SqlExpression> MapAll(
        SqlList<SqlExpression> expressions, Func<SqlExpression, SqlExpression> map) =>
        SqlList.From(expressions.Select(map));
}
