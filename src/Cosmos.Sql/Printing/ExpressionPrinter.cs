using System.Diagnostics;
using System.Globalization;
using System.Text;
using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Printing;

/// <summary>Expressions as text.</summary>
internal sealed class ExpressionPrinter(StringBuilder output)
{
    public void Write(SqlExpression expression)
    {
        switch (expression)
        {
            case LiteralExpression literal:
                Literal(literal.Value);
                break;
            case ParameterExpression parameter:
                output.Append(parameter.Name);
                break;
            case IdentifierExpression identifier:
                Name(identifier.Name);
                break;
            case PropertyExpression property:
                Target(property.Target);
                Property(property.Name);
                break;
            case IndexExpression index:
                Target(index.Target);
                Enclosed("[", () => Write(index.Index), "]");
                break;
            case ArrayExpression array:
                Enclosed("[", () => List(array.Elements), "]");
                break;
            case ObjectExpression map:
                Object(map);
                break;
            case FunctionCallExpression call:
                output.Append(call.IsUserDefined ? "udf." : "").Append(call.Name);
                Enclosed("(", () => List(call.Arguments), ")");
                break;
            case CountStarExpression:
                output.Append("COUNT(*)");
                break;
            case CountDistinctExpression count:
                Enclosed("COUNT(DISTINCT ", () => Write(count.Value), ")");
                break;
            case AllColumnsExpression all:
                if (all.Source is { } source) Name(source);
                output.Append(all.Source is null ? "*" : ".*");
                break;
            case SubqueryExpression subquery:
                output.Append(Quantifier(subquery.Kind));
                Enclosed("(", () => new QueryPrinter(output).Query(subquery.Query), ")");
                break;
            default:
                Operation(expression);
                break;
        }
    }

    public void List(SqlList<SqlExpression> expressions)
    {
        for (var i = 0; i < expressions.Count; i++)
        {
            if (i > 0) output.Append(", ");
            Write(expressions[i]);
        }
    }

    /// <summary>A name that has no quoted form.</summary>
    public void Name(string name)
    {
        if (!Keywords.IsIdentifier(name))
            throw new SqlException(
                SqlErrorCodes.Syntax, default,
                $"\"{name}\" cannot be written as an identifier: names start with a letter, hold letters, digits "
                + "and _, and are not keywords.");
        output.Append(name);
    }

    public void Property(string name)
    {
        // Which letters beyond ASCII a name may have is nowhere said; in quotes it may have all.
        if (Ascii.IsValid(name) && Keywords.IsIdentifier(name))
        {
            output.Append('.').Append(name);
            return;
        }

        output.Append('[');
        Text(name);
        output.Append(']');
    }

    private void Operation(SqlExpression expression)
    {
        switch (expression)
        {
            case UnaryExpression unary:
                output.Append(Symbol(unary.Operator));
                if (unary.Operand is LiteralExpression { Value.IsNumber: true })
                    Enclosed("(", () => Write(unary.Operand), ")");
                else if (unary.Operand is UnaryExpression inner && IsNot(unary) == IsNot(inner))
                    Enclosed(" ", () => Write(inner), ""); // The blank keeps two minus signs from starting a comment.
                else Operand(unary.Operand);
                break;
            case BinaryExpression binary:
                if (binary.Left is BinaryExpression left && Chains(left.Operator, binary.Operator)) Write(left);
                else Operand(binary.Left);
                output.Append(' ').Append(Symbol(binary.Operator)).Append(' ');
                Operand(binary.Right);
                break;
            case LogicalExpression logical:
                for (var i = 0; i < logical.Operands.Count; i++)
                {
                    if (i > 0) output.Append(logical.Operator == LogicalOperator.And ? " AND " : " OR ");
                    Operand(logical.Operands[i]);
                }

                break;
            case ConditionalExpression conditional:
                Operand(conditional.Condition);
                output.Append(" ? ");
                Operand(conditional.WhenTrue);
                output.Append(" : ");
                Operand(conditional.Otherwise);
                break;
            default:
                Predicate(expression);
                break;
        }
    }

    private void Predicate(SqlExpression expression)
    {
        switch (expression)
        {
            case InExpression test:
                Operand(test.Value);
                output.Append(test.Negated ? " NOT IN " : " IN ");
                Enclosed("(", () => List(test.Candidates), ")");
                break;
            case BetweenExpression between:
                Operand(between.Value);
                output.Append(between.Negated ? " NOT BETWEEN " : " BETWEEN ");
                Operand(between.Low);
                output.Append(" AND ");
                Operand(between.High);
                break;
            case LikeExpression like:
                Operand(like.Value);
                output.Append(like.Negated ? " NOT LIKE " : " LIKE ");
                Operand(like.Pattern);
                if (like.Escape is null) break;
                output.Append(" ESCAPE ");
                Operand(like.Escape);
                break;
            default:
                throw new UnreachableException($"No text for {expression.GetType().Name}.");
        }
    }

    // Negative numbers count as operations: -1[0] and 1 --1 would read as something else.
    private void Operand(SqlExpression operand)
    {
        var isOperation = operand is UnaryExpression or BinaryExpression or LogicalExpression
            or ConditionalExpression or InExpression or BetweenExpression or LikeExpression
            || (operand is LiteralExpression { Value.IsNumber: true } number
                && double.IsNegative(number.Value.AsNumber()));
        if (isOperation) Enclosed("(", () => Write(operand), ")");
        else Write(operand);
    }

    // A dot after a number would be its decimal point.
    private void Target(SqlExpression target)
    {
        if (target is LiteralExpression { Value.IsNumber: true }) Enclosed("(", () => Write(target), ")");
        else Operand(target);
    }

    // Chains stay flat, or a long one would be nested more deeply than the parser allows.
    private static bool Chains(BinaryOperator left, BinaryOperator right) =>
        left == right || (IsSum(left) && IsSum(right)) || (IsProduct(left) && IsProduct(right));

    private static bool IsSum(BinaryOperator symbol) => symbol is BinaryOperator.Add or BinaryOperator.Subtract;

    private static bool IsProduct(BinaryOperator symbol) =>
        symbol is BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo;

    private static bool IsNot(UnaryExpression unary) => unary.Operator == UnaryOperator.Not;

    private void Enclosed(string open, Action inner, string close)
    {
        output.Append(open);
        inner();
        output.Append(close);
    }

    private void Object(ObjectExpression map)
    {
        output.Append('{');
        for (var i = 0; i < map.Properties.Count; i++)
        {
            if (i > 0) output.Append(", ");
            Text(map.Properties[i].Name);
            output.Append(": ");
            Write(map.Properties[i].Value);
        }

        output.Append('}');
    }

    private void Literal(CosmosValue value)
    {
        switch (value.Kind)
        {
            case CosmosValueKind.Number:
                output.Append(CultureInfo.InvariantCulture, $"{value.AsNumber():R}");
                break;
            case CosmosValueKind.String:
                Text(value.AsString());
                break;
            default:
                output.Append(value.ToString());
                break;
        }
    }

    private void Text(string text)
    {
        output.Append('"');
        foreach (var character in text)
        {
            if (character is '"' or '\\') output.Append('\\').Append(character);
            else if (char.IsControl(character)) output.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else output.Append(character);
        }

        output.Append('"');
    }

    private static string Quantifier(SubqueryKind kind) => kind switch
    {
        SubqueryKind.Scalar => "",
        SubqueryKind.Exists => "EXISTS",
        SubqueryKind.Array => "ARRAY",
        SubqueryKind.All => "ALL",
        SubqueryKind.First => "FIRST",
        SubqueryKind.Last => "LAST",
        _ => throw new UnreachableException($"No text for {kind}."),
    };

    private static string Symbol(UnaryOperator symbol) => symbol switch
    {
        UnaryOperator.Not => "NOT ",
        UnaryOperator.Plus => "+",
        UnaryOperator.Minus => "-",
        UnaryOperator.BitwiseNot => "~",
        _ => throw new UnreachableException($"No text for {symbol}."),
    };

    private static string Symbol(BinaryOperator symbol) => symbol switch
    {
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Modulo => "%",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Concat => "||",
        BinaryOperator.ShiftLeft => "<<",
        BinaryOperator.ShiftRight => ">>",
        BinaryOperator.ShiftRightZeroFill => ">>>",
        BinaryOperator.LessThan => "<",
        BinaryOperator.LessThanOrEqual => "<=",
        BinaryOperator.GreaterThan => ">",
        BinaryOperator.GreaterThanOrEqual => ">=",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.BitwiseAnd => "&",
        BinaryOperator.BitwiseXor => "^",
        BinaryOperator.BitwiseOr => "|",
        BinaryOperator.Coalesce => "??",
        _ => throw new UnreachableException($"No text for {symbol}."),
    };
}
