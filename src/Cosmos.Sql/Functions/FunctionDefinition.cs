using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Evaluation.Expressions;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>A built-in function.</summary>
/// <param name="Name">Its name; matched without regard to case.</param>
/// <param name="ArgumentsMin">How many arguments it needs.</param>
/// <param name="ArgumentsMax">How many it takes.</param>
/// <param name="Bind">Makes a call of it, whose number of arguments has been checked.</param>
internal sealed record FunctionDefinition(
    string Name, int ArgumentsMin, int ArgumentsMax, Func<FunctionCallExpression, ExpressionCompiler, Compiled> Bind)
{
    public static FunctionDefinition Of(string name, Func<CosmosValue, CosmosValue> body) =>
        new(name, 1, 1, (call, compiler) =>
        {
            var argument = compiler.Compile(call.Arguments[0]);
            var run = argument.Run;
            return Compiled.From(frame => body(run(frame)), argument);
        });

    public static FunctionDefinition Of(string name, Func<CosmosValue, CosmosValue, CosmosValue> body) =>
        new(name, 2, 2, (call, compiler) =>
        {
            var left = compiler.Compile(call.Arguments[0]);
            var right = compiler.Compile(call.Arguments[1]);
            Scalar a = left.Run, b = right.Run;
            return Compiled.From(frame => body(a(frame), b(frame)), left, right);
        });

    /// <summary>A function of several arguments; those not given are left out of the array.</summary>
    public static FunctionDefinition Of(string name, int min, int max, Func<CosmosValue[], CosmosValue> body) =>
        new(name, min, max, (call, compiler) =>
        {
            var arguments = compiler.CompileAll(call.Arguments);
            return Compiled.From(frame => body(Evaluate(arguments, frame)), arguments);
        });

    /// <summary>A function whose result is not fixed by its arguments, and so is never computed ahead.</summary>
    public static FunctionDefinition OfFrame(string name, Func<Frame, CosmosValue> body) =>
        new(name, 0, 0, (_, _) => Compiled.Of(frame => body(frame)));

    public static CosmosValue[] Evaluate(Compiled[] arguments, Frame frame)
    {
        var values = new CosmosValue[arguments.Length];
        for (var i = 0; i < values.Length; i++) values[i] = arguments[i].Run(frame);
        return values;
    }
}
