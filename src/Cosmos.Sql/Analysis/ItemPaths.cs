using System.Globalization;
using System.Text;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Analysis;

/// <summary>Paths from an item to a value in it.</summary>
internal static class ItemPaths
{
    /// <summary>The path an expression names below the alias; null when it names none.</summary>
    public static SqlList<PathStep>? TryFind(SqlExpression expression, string alias)
    {
        var steps = new List<PathStep>();
        while (true)
        {
            switch (expression)
            {
                case PropertyExpression property:
                    steps.Add(new PathStep(property.Name));
                    expression = property.Target;
                    break;
                case IndexExpression { Index: LiteralExpression { Value: { IsNumber: true } number } } index
                    when number.AsNumber() is >= 0 and <= int.MaxValue
                        && number.AsNumber() == Math.Truncate(number.AsNumber()):
                    steps.Add(new PathStep(null, (int)number.AsNumber()));
                    expression = index.Target;
                    break;
                case IdentifierExpression identifier when identifier.Name == alias && steps.Count > 0:
                    steps.Reverse();
                    return SqlList.From(steps);
                default:
                    return null;
            }
        }
    }

    /// <summary>The path in the form of policies when it consists of names alone, as RANK functions take it.</summary>
    public static string? TryFindNames(SqlExpression expression, string alias) =>
        TryFind(expression, alias) is { } path && path.All(step => step.Name is not null) ? Format(path) : null;

    public static string Format(SqlList<PathStep> path)
    {
        var output = new StringBuilder();
        foreach (var step in path)
        {
            output.Append('/');
            if (step.Name is { } name) output.Append(name);
            else output.Append(CultureInfo.InvariantCulture, $"{step.Index}");
        }

        return output.ToString();
    }
}
