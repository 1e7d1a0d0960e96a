using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Evaluation.Expressions;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>Functions that choose between their arguments.</summary>
internal static class ConditionalFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        new("IIF", 3, 3, (call, compiler) =>
        {
            var arguments = compiler.CompileAll(call.Arguments);
            Scalar test = arguments[0].Run, yes = arguments[1].Run, no = arguments[2].Run;
            return Compiled.From(frame => test(frame).IsTrue ? yes(frame) : no(frame), arguments);
        }),
    ];
}
