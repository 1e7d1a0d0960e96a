using System.Diagnostics;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation.Expressions;

/// <summary>Operators on numbers (IEEE doubles; bitwise ones on 32 bits, as in JavaScript) and on strings.</summary>
internal static class Arithmetic
{
    private const int ShiftBitsMask = 31;

    public static Func<CosmosValue, CosmosValue, CosmosValue> For(BinaryOperator symbol) => symbol switch
    {
        BinaryOperator.Multiply => static (a, b) => Numbers(a, b) ? Number(a.AsNumber() * b.AsNumber()) : default,
        BinaryOperator.Divide => static (a, b) => Numbers(a, b) ? Number(a.AsNumber() / b.AsNumber()) : default,
        BinaryOperator.Modulo => static (a, b) => Numbers(a, b) ? Number(a.AsNumber() % b.AsNumber()) : default,
        BinaryOperator.Add => static (a, b) => Numbers(a, b) ? Number(a.AsNumber() + b.AsNumber()) : default,
        BinaryOperator.Subtract => static (a, b) => Numbers(a, b) ? Number(a.AsNumber() - b.AsNumber()) : default,
        BinaryOperator.BitwiseAnd => static (a, b) => Numbers(a, b) ? Number(Bits(a) & Bits(b)) : default,
        BinaryOperator.BitwiseXor => static (a, b) => Numbers(a, b) ? Number(Bits(a) ^ Bits(b)) : default,
        BinaryOperator.BitwiseOr => static (a, b) => Numbers(a, b) ? Number(Bits(a) | Bits(b)) : default,
        BinaryOperator.ShiftLeft =>
            static (a, b) => Numbers(a, b) ? Number(Bits(a) << (Bits(b) & ShiftBitsMask)) : default,
        BinaryOperator.ShiftRight =>
            static (a, b) => Numbers(a, b) ? Number(Bits(a) >> (Bits(b) & ShiftBitsMask)) : default,
        BinaryOperator.ShiftRightZeroFill =>
            static (a, b) => Numbers(a, b) ? Number((uint)Bits(a) >> (Bits(b) & ShiftBitsMask)) : default,
        BinaryOperator.Concat => Concat,
        _ => throw new UnreachableException($"{symbol} is not an arithmetic operator."),
    };

    public static CosmosValue Unary(UnaryOperator symbol, CosmosValue operand) => symbol switch
    {
        UnaryOperator.Not => Logic.Not(operand),
        _ when !operand.IsNumber => default,
        UnaryOperator.Plus => operand,
        UnaryOperator.Minus => Number(-operand.AsNumber()),
        UnaryOperator.BitwiseNot => Number(~Bits(operand)),
        _ => throw new UnreachableException($"{symbol} is not a unary operator."),
    };

    private static CosmosValue Concat(CosmosValue left, CosmosValue right)
    {
        if (!left.IsString || !right.IsString) return default;
        ValueWeight.Check((long)left.AsString().Length + right.AsString().Length);
        return CosmosValue.FromText(left.AsString() + right.AsString());
    }

    private static bool Numbers(CosmosValue left, CosmosValue right) => left.IsNumber && right.IsNumber;

    private static CosmosValue Number(double value) => CosmosValue.FromNumber(value);

    // ECMAScript's ToInt32: truncate, then keep the 32 lowest bits.
    private static int Bits(CosmosValue value)
    {
        var number = value.AsNumber();
        if (number is >= int.MinValue and <= int.MaxValue) return (int)number;
        if (!double.IsFinite(number)) return 0;
        return unchecked((int)(uint)(long)Math.IEEERemainder(Math.Truncate(number), 4294967296.0));
    }
}
