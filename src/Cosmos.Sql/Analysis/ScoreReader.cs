using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Evaluation.Ranking;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Analysis;

/// <summary>Reads the scores of a ranking whose arguments are constants.</summary>
internal sealed class ScoreReader(string alias, Constants constants, IVectorSource vectors)
{
    // Path and vector, and a flag about brute force that changes nothing here; a fourth would name another function.
    private const int DistanceArgumentsMax = 3;

    public RankedScore? Read(FunctionCallExpression call)
    {
        if (VectorDistanceCompiler.IsVectorDistance(call)) return Distance(call);
        return RankFunctions.IsFullTextScore(call) ? Text(call) : null;
    }

    /// <summary>The weights of RRF; null when one is not positive, for then the worst come first.</summary>
    public SqlList<double>? Weights(FunctionCallExpression fusion, int count)
    {
        if (fusion.Arguments.Count == count) return SqlList.From(Enumerable.Repeat(1.0, count));
        if (!constants.TryGet(fusion.Arguments[^1], out var value) || !value.IsArray) return null;
        var weights = value.AsArray();
        return weights.Count == count && weights.All(weight => weight.IsNumber && weight.AsNumber() > 0)
            ? SqlList.From(weights.Select(weight => weight.AsNumber())) : null;
    }

    private VectorScore? Distance(FunctionCallExpression call)
    {
        if (call.Arguments.Count is < 2 or > DistanceArgumentsMax) return null;
        if (PathText(call.Arguments[0]) is { } path) return Distance(path, call.Arguments[1]);
        return PathText(call.Arguments[1]) is { } second ? Distance(second, call.Arguments[0]) : null;
    }

    private VectorScore? Distance(string path, SqlExpression vector) =>
        constants.TryGet(vector, out var value) && Vectors.Decode(value) is { Length: > 0 } decoded
            ? new VectorScore(path, decoded, vectors.FunctionOf(path) ?? VectorDistanceFunction.Cosine) : null;

    private TextScore? Text(FunctionCallExpression call)
    {
        if (call.Arguments.Count < 2 || PathText(call.Arguments[0]) is not { } path) return null;
        var terms = new List<string>();
        foreach (var argument in call.Arguments.Skip(1))
        {
            if (!constants.TryGet(argument, out var value) || !value.IsString) return null;
            terms.AddRange(FullTextTokenizer.Tokenize(value.AsString()));
        }

        return new TextScore(path, terms.Distinct(StringComparer.Ordinal).ToArray());
    }

    private string? PathText(SqlExpression expression) => ItemPaths.TryFind(expression, alias);
}
