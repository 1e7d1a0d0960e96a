using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Analysis;

/// <summary>Finds conditions on paths of the item that must hold wherever an expression is true.</summary>
internal sealed class ConditionFinder(string alias, Constants constants)
{
    public List<PathCondition> Find(SqlExpression expression)
    {
        var found = new List<PathCondition>();
        Collect(expression, found);
        return found;
    }

    private void Collect(SqlExpression expression, List<PathCondition> found)
    {
        switch (expression)
        {
            case LogicalExpression { Operator: LogicalOperator.And } chain:
                foreach (var operand in chain.Operands) Collect(operand, found);
                break;
            case LogicalExpression chain:
                found.AddRange(SharedByAll(chain.Operands));
                break;
            case BinaryExpression binary when OperatorOf(binary.Operator) is { } comparison:
                if (!TryAdd(binary.Left, comparison, binary.Right, found))
                    TryAdd(binary.Right, Mirrored(comparison), binary.Left, found);
                break;
            case BetweenExpression { Negated: false } between:
                TryAdd(between.Value, ConditionOperator.GreaterThanOrEqual, between.Low, found);
                TryAdd(between.Value, ConditionOperator.LessThanOrEqual, between.High, found);
                break;
            case InExpression { Negated: false } test:
                AddIn(test, found);
                break;
            case FunctionCallExpression { IsUserDefined: false } call:
                AddCall(call, found);
                break;
        }
    }

    // In an OR only what every branch fixes is certain: id = 1 OR id = 2 means id is one of the two.
    private IEnumerable<PathCondition> SharedByAll(SqlList<SqlExpression> branches)
    {
        Dictionary<SqlList<PathStep>, HashSet<CosmosValue>>? shared = null;
        foreach (var branch in branches)
        {
            var values = new Dictionary<SqlList<PathStep>, HashSet<CosmosValue>>();
            foreach (var condition in Find(branch))
                if (condition.Operator is ConditionOperator.Equal or ConditionOperator.In)
                    values.TryAdd(condition.Path, [.. condition.Values]);
            if (shared is null)
            {
                shared = values;
                continue;
            }

            foreach (var path in shared.Keys)
            {
                if (values.TryGetValue(path, out var more)) shared[path].UnionWith(more);
                else shared.Remove(path);
            }
        }

        return shared!.Select(pair => new PathCondition(pair.Key, ConditionOperator.In, SqlList.From(pair.Value)));
    }

    private bool TryAdd(
        SqlExpression path, ConditionOperator comparison, SqlExpression value, List<PathCondition> found)
    {
        if (ItemPaths.TryFind(path, alias) is not { } steps || !constants.TryGet(value, out var constant)) return false;
        found.Add(new PathCondition(steps, comparison, [constant]));
        return true;
    }

    private void AddIn(InExpression test, List<PathCondition> found)
    {
        if (ItemPaths.TryFind(test.Value, alias) is not { } path) return;
        var values = new List<CosmosValue>();
        foreach (var candidate in test.Candidates)
        {
            if (!constants.TryGet(candidate, out var value)) return;
            values.Add(value);
        }

        found.Add(new PathCondition(path, ConditionOperator.In, SqlList.From(values)));
    }

    private void AddCall(FunctionCallExpression call, List<PathCondition> found)
    {
        var arguments = call.Arguments;
        switch (call.Name.ToUpperInvariant())
        {
            case "IS_DEFINED" when arguments.Count == 1 && ItemPaths.TryFind(arguments[0], alias) is { } path:
                found.Add(new PathCondition(path, ConditionOperator.IsDefined, []));
                break;
            case "STARTSWITH" when arguments.Count == 2
                && constants.TryGet(arguments[1], out var prefix) && prefix.IsString:
                TryAdd(arguments[0], ConditionOperator.StartsWith, arguments[1], found);
                break;
            case "ARRAY_CONTAINS" when arguments.Count == 2:
                AddMembership(arguments, found);
                break;
        }
    }

    // Either the item's array holds a constant, or a constant array holds the item's value.
    private void AddMembership(SqlList<SqlExpression> arguments, List<PathCondition> found)
    {
        if (TryAdd(arguments[0], ConditionOperator.ArrayContains, arguments[1], found)) return;
        if (ItemPaths.TryFind(arguments[1], alias) is not { } path) return;
        if (!constants.TryGet(arguments[0], out var array) || !array.IsArray) return;
        found.Add(new PathCondition(path, ConditionOperator.In, SqlList.From(array.AsArray())));
    }

    private static ConditionOperator? OperatorOf(BinaryOperator symbol) => symbol switch
    {
        BinaryOperator.Equal => ConditionOperator.Equal,
        BinaryOperator.LessThan => ConditionOperator.LessThan,
        BinaryOperator.LessThanOrEqual => ConditionOperator.LessThanOrEqual,
        BinaryOperator.GreaterThan => ConditionOperator.GreaterThan,
        BinaryOperator.GreaterThanOrEqual => ConditionOperator.GreaterThanOrEqual,
        _ => null,
    };

    private static ConditionOperator Mirrored(ConditionOperator comparison) => comparison switch
    {
        ConditionOperator.LessThan => ConditionOperator.GreaterThan,
        ConditionOperator.LessThanOrEqual => ConditionOperator.GreaterThanOrEqual,
        ConditionOperator.GreaterThan => ConditionOperator.LessThan,
        ConditionOperator.GreaterThanOrEqual => ConditionOperator.LessThanOrEqual,
        _ => comparison,
    };
}
