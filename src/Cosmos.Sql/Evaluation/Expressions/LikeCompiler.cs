using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation.Expressions;

/// <summary>LIKE to a delegate; a constant pattern is read once.</summary>
internal static class LikeCompiler
{
    public static Compiled Compile(LikeExpression expression, ExpressionCompiler compiler)
    {
        var value = compiler.Compile(expression.Value);
        var pattern = compiler.Compile(expression.Pattern);
        var escape = expression.Escape is { } written ? Escape(compiler.Compile(written), written) : null;
        var run = value.Run;
        var negated = expression.Negated;
        if (pattern.IsConstant)
        {
            if (!pattern.Constant.IsString) return Compiled.Of(default(CosmosValue));
            var matcher = new LikePattern(pattern.Constant.AsString(), escape);
            return Compiled.From(frame => Test(run(frame), matcher, negated), value);
        }

        var read = pattern.Run;
        return Compiled.Of(frame => read(frame) is { IsString: true } text
            ? Test(run(frame), new LikePattern(text.AsString(), escape), negated)
            : default);
    }

    private static CosmosValue Test(CosmosValue value, LikePattern pattern, bool negated) =>
        value.IsString ? CosmosValue.FromBoolean(pattern.Matches(value.AsString()) != negated) : default;

    private static char? Escape(Compiled escape, SqlExpression written)
    {
        if (escape.IsConstant
            && escape.Constant is { IsString: true } text && text.AsString().Length == 1) return text.AsString()[0];
        throw new SqlException(
            SqlErrorCodes.Syntax, written.Position,
            "ESCAPE takes a string of exactly one character.");
    }
}
