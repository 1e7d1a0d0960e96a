using Trivium.Cosmos.Sql.Evaluation.Expressions;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Evaluation.Ranking;

/// <summary>A path from the container's item, in the form of policies.</summary>
/// <param name="Slot">The item's slot.</param>
/// <param name="Text">/a/b.</param>
internal sealed record ItemPath(int Slot, string Text)
{
    /// <summary>The path an expression names, when it starts at the item itself.</summary>
    public static ItemPath? TryFind(SqlExpression expression, ExpressionCompiler compiler)
    {
        if (expression is not PropertyExpression) return null;
        if (compiler.TryPath(expression, out var slot) is null || !compiler.Scope.IsItem(slot)) return null;
        var text = "";
        for (var step = expression; step is PropertyExpression property; step = property.Target)
            text = "/" + property.Name + text;
        return new ItemPath(slot, text);
    }
}
