namespace Trivium.Cosmos.Sql.Syntax;

/// <summary>An operator before its operand.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Operand">The operand.</param>
public sealed record UnaryExpression(UnaryOperator Operator, SqlExpression Operand) : SqlExpression;

/// <summary>An operator between two operands.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Left">The left operand.</param>
/// <param name="Right">The right operand.</param>
public sealed record BinaryExpression(BinaryOperator Operator, SqlExpression Left, SqlExpression Right) : SqlExpression;

/// <summary>
/// a AND b AND c, or a OR b OR c. One node for a whole chain, so that a filter over a thousand keys is not a
/// thousand levels deep.
/// </summary>
/// <param name="Operator">AND or OR.</param>
/// <param name="Operands">Two or more.</param>
public sealed record LogicalExpression(LogicalOperator Operator, SqlList<SqlExpression> Operands) : SqlExpression;

/// <summary>condition ? a : b.</summary>
/// <param name="Condition">Chooses; anything but true chooses the last.</param>
/// <param name="WhenTrue">The value when the condition is true.</param>
/// <param name="Otherwise">The value in every other case.</param>
public sealed record ConditionalExpression(
    SqlExpression Condition, SqlExpression WhenTrue, SqlExpression Otherwise) : SqlExpression;

/// <summary>value [NOT] IN (a, b).</summary>
/// <param name="Value">What is looked for.</param>
/// <param name="Candidates">Where; at least one.</param>
/// <param name="Negated">Whether NOT was written.</param>
public sealed record InExpression(
    SqlExpression Value, SqlList<SqlExpression> Candidates, bool Negated = false) : SqlExpression;

/// <summary>value [NOT] BETWEEN low AND high, both ends included.</summary>
/// <param name="Value">What is compared.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="Negated">Whether NOT was written.</param>
public sealed record BetweenExpression(
    SqlExpression Value, SqlExpression Low, SqlExpression High, bool Negated = false) : SqlExpression;

/// <summary>value [NOT] LIKE pattern [ESCAPE character].</summary>
/// <param name="Value">What is matched.</param>
/// <param name="Pattern">% any text, _ any character, [a-z] and [^a-z] sets.</param>
/// <param name="Escape">The character that makes the next one of the pattern literal.</param>
/// <param name="Negated">Whether NOT was written.</param>
public sealed record LikeExpression(
    SqlExpression Value, SqlExpression Pattern, SqlExpression? Escape = null, bool Negated = false) : SqlExpression;

/// <summary>The operators before an operand.</summary>
public enum UnaryOperator
{
    /// <summary>NOT.</summary>
    Not,

    /// <summary>+.</summary>
    Plus,

    /// <summary>-.</summary>
    Minus,

    /// <summary>~.</summary>
    BitwiseNot,
}

/// <summary>The operators that chain truth.</summary>
public enum LogicalOperator
{
    /// <summary>AND.</summary>
    And,

    /// <summary>OR.</summary>
    Or,
}

/// <summary>The operators between two operands.</summary>
public enum BinaryOperator
{
    /// <summary>*.</summary>
    Multiply,

    /// <summary>/.</summary>
    Divide,

    /// <summary>%.</summary>
    Modulo,

    /// <summary>+.</summary>
    Add,

    /// <summary>-.</summary>
    Subtract,

    /// <summary>||, of strings.</summary>
    Concat,

    /// <summary>&lt;&lt;.</summary>
    ShiftLeft,

    /// <summary>&gt;&gt;, keeping the sign.</summary>
    ShiftRight,

    /// <summary>&gt;&gt;&gt;, filling with zeros.</summary>
    ShiftRightZeroFill,

    /// <summary>&lt;.</summary>
    LessThan,

    /// <summary>&lt;=.</summary>
    LessThanOrEqual,

    /// <summary>&gt;.</summary>
    GreaterThan,

    /// <summary>&gt;=.</summary>
    GreaterThanOrEqual,

    /// <summary>=.</summary>
    Equal,

    /// <summary>!= or &lt;&gt;.</summary>
    NotEqual,

    /// <summary>&amp;.</summary>
    BitwiseAnd,

    /// <summary>^.</summary>
    BitwiseXor,

    /// <summary>|.</summary>
    BitwiseOr,

    /// <summary>??: the right value where the left is undefined.</summary>
    Coalesce,
}
