using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation.Expressions;

/// <summary>An expression ready to run, and its value when that is already known.</summary>
internal readonly struct Compiled
{
    private Compiled(Scalar run, bool isConstant, CosmosValue constant)
    {
        Run = run;
        IsConstant = isConstant;
        Constant = constant;
    }

    public Scalar Run { get; }

    public bool IsConstant { get; }

    public CosmosValue Constant { get; }

    public static Compiled Of(CosmosValue constant) => new(_ => constant, true, constant);

    public static Compiled Of(Scalar run) => new(run, false, default);

    /// <summary>Runs now what depends on constants only.</summary>
    public static Compiled From(Scalar run, params ReadOnlySpan<Compiled> inputs)
    {
        foreach (var input in inputs)
            if (!input.IsConstant) return Of(run);
        return Of(run(null!));
    }
}
