using Trivium.Cosmos.Sql.Binding;
using Trivium.Cosmos.Sql.Evaluation.Expressions;
using Trivium.Cosmos.Sql.Evaluation.Plans;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation;

/// <summary>Trees to something that runs.</summary>
public static class SqlEvaluator
{
    /// <summary>Validates and compiles a query. Expressions become delegates once; rows never walk the tree.</summary>
    /// <param name="query">The query.</param>
    /// <param name="parameters">Values by name, the leading @ included; null for none.</param>
    /// <param name="options">Null for <see cref="EvaluationOptions.Default"/>.</param>
    /// <exception cref="SqlException">The query breaks a rule, or names what does not exist.</exception>
    public static CompiledQuery Compile(
        SqlQuery query,
        IReadOnlyDictionary<string, CosmosValue>? parameters = null,
        EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        options ??= EvaluationOptions.Default;
        SqlValidator.Validate(query, options.Dialect);
        var compilation = new Compilation(parameters, options);
        var plan = PlanCompiler.Compile(query, compilation, null, readsContainer: true);
        return new CompiledQuery(query, plan, compilation.SlotCount, options);
    }

    /// <summary>Compiles a filter over items by itself.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="alias">The name the condition uses for the item, such as c.</param>
    /// <param name="parameters">Values by name, the leading @ included; null for none.</param>
    /// <param name="options">Null for <see cref="EvaluationOptions.Default"/>.</param>
    /// <returns>Whether the condition is true, as opposed to false or undefined. For one thread at a time.</returns>
    /// <exception cref="SqlException">The condition breaks a rule, or names what does not exist.</exception>
    public static Func<CosmosValue, bool> CompilePredicate(
        SqlExpression condition,
        string alias,
        IReadOnlyDictionary<string, CosmosValue>? parameters = null,
        EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        options ??= EvaluationOptions.Default;
        var from = new AliasedSource(new PathCollection(alias, SqlList<PathStep>.Empty));
        SqlValidator.Validate(new SqlQuery(new SelectClause(new SelectStar()), from, condition), options.Dialect);
        var compilation = new Compilation(parameters, options);
        var scope = new Scope(null);
        var slot = compilation.NewSlot();
        scope.Bind(alias, slot, default);
        scope.ItemSlot = slot;
        var run = new ExpressionCompiler(compilation, scope, null).CompileScalar(condition);
        var frame = new Frame(compilation.SlotCount, [], options, CancellationToken.None);
        return item =>
        {
            frame.Slots[slot] = item;
            return run(frame).IsTrue;
        };
    }
}
