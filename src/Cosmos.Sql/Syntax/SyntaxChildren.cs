using System.Diagnostics;

namespace Trivium.Cosmos.Sql.Syntax;

/// <summary>The parts of expressions.</summary>
internal static class SyntaxChildren
{
    /// <summary>The direct operands of an expression; a subquery has none, as its names are its own.</summary>
    public static IEnumerable<SqlExpression> Of(SqlExpression expression) => expression switch
    {
        LiteralExpression or ParameterExpression or IdentifierExpression => [],
        CountStarExpression or AllColumnsExpression or SubqueryExpression => [],
        CountDistinctExpression count => [count.Value],
        PropertyExpression property => [property.Target],
        IndexExpression index => [index.Target, index.Index],
        ArrayExpression array => array.Elements,
        ObjectExpression map => map.Properties.Select(property => property.Value),
        FunctionCallExpression call => call.Arguments,
        UnaryExpression unary => [unary.Operand],
        BinaryExpression binary => [binary.Left, binary.Right],
        LogicalExpression logical => logical.Operands,
        ConditionalExpression conditional => [conditional.Condition, conditional.WhenTrue, conditional.Otherwise],
        InExpression test => test.Candidates.Prepend(test.Value),
        BetweenExpression between => [between.Value, between.Low, between.High],
        LikeExpression { Escape: { } escape } like => [like.Value, like.Pattern, escape],
        LikeExpression like => [like.Value, like.Pattern],
        _ => throw new UnreachableException($"No operands for {expression.GetType().Name}."),
    };

    /// <summary>The expression and everything in it, outermost first.</summary>
    public static IEnumerable<SqlExpression> SelfAndDescendants(SqlExpression expression)
    {
        var pending = new Stack<SqlExpression>([expression]);
        while (pending.TryPop(out var next))
        {
            yield return next;
            foreach (var child in Of(next)) pending.Push(child);
        }
    }
}
