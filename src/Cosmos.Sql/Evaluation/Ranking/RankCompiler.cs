using Trivium.Cosmos.Sql.Evaluation.Expressions;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Evaluation.Ranking;

/// <summary>ORDER BY RANK to an order.</summary>
internal static class RankCompiler
{
    private const int FusionComponentsMin = 2;

    public static RankOrder Compile(OrderByRank clause, ExpressionCompiler compiler)
    {
        if (clause.Score is not FunctionCallExpression call) throw NotAScore(clause.Score);
        if (!RankFunctions.IsFusion(call)) return new RankOrder([Component(call, compiler)], [1]);
        var calls = call.Arguments.OfType<FunctionCallExpression>().ToList();
        if (calls.Count < FusionComponentsMin)
            throw new SqlException(
                SqlErrorCodes.FusionComponents, call.Position,
                $"RRF has {calls.Count} scores but takes {FusionComponentsMin} or more; use the score by itself.");
        var weights = Enumerable.Repeat(1.0, calls.Count).ToArray();
        if (calls.Count < call.Arguments.Count) weights = Weights(call, calls.Count, compiler);
        return new RankOrder(calls.Select(component => Component(component, compiler)).ToArray(), weights);
    }

    private static double[] Weights(FunctionCallExpression call, int count, ExpressionCompiler compiler)
    {
        var last = call.Arguments[^1];
        var value = last is FunctionCallExpression ? default : compiler.Compile(last).Constant;
        if (call.Arguments.Count == count + 1 && value.IsArray && value.ArrayLength == count
            && value.AsArray().All(weight => weight.IsNumber)) return value.AsArray()
                .Select(weight => weight.AsNumber()).ToArray();
        throw new SqlException(
            SqlErrorCodes.FusionComponents, last.Position,
            $"the last argument of RRF must be an array of {count} numbers, one weight for each score.");
    }

    private static IRankComponent Component(FunctionCallExpression call, ExpressionCompiler compiler)
    {
        if (VectorDistanceCompiler.IsVectorDistance(call))
        {
            ExpressionCompiler.CheckArguments(call, 2, 4);
            var isHigherBetter = VectorDistanceCompiler.FunctionOf(call, compiler) != VectorDistanceFunction.Euclidean;
            return new VectorComponent(VectorDistanceCompiler.Compile(call, compiler).Run, isHigherBetter);
        }

        if (!RankFunctions.IsFullTextScore(call)) throw NotAScore(call);
        ExpressionCompiler.CheckArguments(call, 2, int.MaxValue);
        var path = ItemPath.TryFind(call.Arguments[0], compiler);
        var terms = call.Arguments.Skip(1).SelectMany(term => Words(term, compiler)).Distinct(StringComparer.Ordinal);
        return new FullTextScorer(
            path, compiler.CompileScalar(call.Arguments[0]), terms.ToArray(), compiler.Compilation.Options.FullText);
    }

    private static List<string> Words(SqlExpression term, ExpressionCompiler compiler)
    {
        var value = term is LiteralExpression or ParameterExpression or ObjectExpression
            ? compiler.Compile(term).Constant : default;
        if (value.IsObject && value["term"].IsString)
        {
            if (value["distance"] is { IsNumber: true } distance && distance.AsNumber() != 0)
                throw new SqlException(
                    SqlErrorCodes.NotSupported, term.Position,
                    $"fuzzy terms are not supported; the distance of \"{value["term"].AsString()}\" must be 0.");
            value = value["term"];
        }

        if (!value.IsString)
            throw new SqlException(
                SqlErrorCodes.FullTextTerms, term.Position,
                "the terms of FullTextScore must be strings, {term, distance} objects or parameters holding them; "
                + "give each term as its own argument.");
        return FullTextTokenizer.Tokenize(value.AsString());
    }

    private static SqlException NotAScore(SqlExpression expression) =>
        new(
            SqlErrorCodes.RankOrder, expression.Position,
            "ORDER BY RANK takes FullTextScore(…) or RRF(…) of such and VectorDistance(…).");
}
