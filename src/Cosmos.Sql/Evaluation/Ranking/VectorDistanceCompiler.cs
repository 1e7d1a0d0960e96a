using Trivium.Cosmos.Sql.Evaluation.Expressions;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation.Ranking;

/// <summary>VectorDistance(a, b [, bruteForce [, {distanceFunction: …}]]) to a delegate.</summary>
internal static class VectorDistanceCompiler
{
    public const string Name = "VectorDistance";

    private const int OptionsArgument = 3;

    public static bool IsVectorDistance(FunctionCallExpression call) =>
        !call.IsUserDefined && call.Name.Equals(Name, StringComparison.OrdinalIgnoreCase);

    public static Compiled Compile(FunctionCallExpression call, ExpressionCompiler compiler)
    {
        var left = Operand.Of(call.Arguments[0], compiler);
        var right = Operand.Of(call.Arguments[1], compiler);
        var function = FunctionOf(call, compiler);
        return Compiled.Of(frame =>
        {
            if (!left.TryRead(frame, out var a) || !right.TryRead(frame, out var b)) return default;
            return a.Length == b.Length ? CosmosValue.FromNumber(Vectors.Distance(function, a.Span, b.Span)) : default;
        });
    }

    /// <summary>The key that puts the closest first, and its direction; items without a vector come last.</summary>
    public static (Scalar Key, bool IsDescending) SortKey(
        FunctionCallExpression call, OrderByItem item, ExpressionCompiler compiler)
    {
        ExpressionCompiler.CheckArguments(call, 2, 4);
        var distance = Compile(call, compiler).Run;
        if (FunctionOf(call, compiler) != VectorDistanceFunction.Euclidean)
            return (distance, item.Direction != SortDirection.Ascending);
        if (item.Direction == SortDirection.Descending) return (distance, true);
        return (frame => distance(frame) is { IsDefined: true } length ? length : CosmosValue.EmptyObject, false);
    }

    /// <summary>The measure: of the call's options, else of the container's policy for its path, else cosine.</summary>
    public static VectorDistanceFunction FunctionOf(FunctionCallExpression call, ExpressionCompiler compiler)
    {
        if (call.Arguments.Count > OptionsArgument)
        {
            var options = compiler.Compile(call.Arguments[OptionsArgument]);
            if (options.IsConstant && options.Constant["distanceFunction"] is { IsString: true } named) return Parse(
                named.AsString(), call);
        }

        foreach (var argument in (ReadOnlySpan<SqlExpression>)[call.Arguments[0], call.Arguments[1]])
            if (ItemPath.TryFind(argument, compiler) is { } path
                && compiler.Compilation.Options.Vectors?.FunctionOf(path.Text) is { } function) return function;
        return VectorDistanceFunction.Cosine;
    }

    private static VectorDistanceFunction Parse(string name, FunctionCallExpression call) =>
        name.ToUpperInvariant() switch
        {
            "COSINE" => VectorDistanceFunction.Cosine,
            "EUCLIDEAN" => VectorDistanceFunction.Euclidean,
            "DOTPRODUCT" => VectorDistanceFunction.DotProduct,
            _ => throw new SqlException(
                SqlErrorCodes.Literal, call.Position,
                $"the distanceFunction \"{name}\" does not exist; use cosine, euclidean or dotproduct."),
        };

    private sealed class Operand
    {
        private readonly Scalar _run;
        private readonly ItemPath? _path;
        private readonly IVectorSource? _source;
        private readonly float[]? _constant;
        private readonly bool _isConstant;

        private Operand(Compiled compiled, ItemPath? path, IVectorSource? source)
        {
            _run = compiled.Run;
            _path = source is null ? null : path;
            _source = source;
            _isConstant = compiled.IsConstant;
            if (_isConstant) _constant = Vectors.Decode(compiled.Constant);
        }

        public static Operand Of(SqlExpression argument, ExpressionCompiler compiler) =>
            new(compiler.Compile(argument), ItemPath.TryFind(argument, compiler), compiler.Compilation.Options.Vectors);

        public bool TryRead(Frame frame, out ReadOnlyMemory<float> vector)
        {
            if (_path is { } path && _source!.TryGetVector(frame.Slots[path.Slot], path.Text, out vector)) return true;
            var decoded = _isConstant ? _constant : Vectors.Decode(_run(frame));
            vector = decoded;
            return decoded is not null;
        }
    }
}
