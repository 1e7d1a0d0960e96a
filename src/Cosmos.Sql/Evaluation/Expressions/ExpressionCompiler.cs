using System.Diagnostics;
using System.Text;
using Trivium.Cosmos.Sql.Aggregates;
using Trivium.Cosmos.Sql.Evaluation.Plans;
using Trivium.Cosmos.Sql.Functions;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation.Expressions;

/// <summary>Expressions to delegates, in one scope.</summary>
/// <param name="compilation">What the whole compilation shares.</param>
/// <param name="scope">The names visible.</param>
/// <param name="aggregates">Collects the query's aggregates; null where aggregates may not stand.</param>
/// <param name="outputs">Selected columns that unbound names may refer to; null where only FROM binds names.</param>
internal sealed class ExpressionCompiler(
    Compilation compilation,
    Scope scope,
    AggregateCollector? aggregates,
    IReadOnlyDictionary<string, SqlExpression>? outputs = null)
{
    public Compilation Compilation => compilation;

    public Scope Scope => scope;

    public Scalar CompileScalar(SqlExpression expression) => Compile(expression).Run;

    public Compiled Compile(SqlExpression expression) => expression switch
    {
        LiteralExpression literal => Compiled.Of(literal.Value),
        ParameterExpression parameter => Compiled.Of(compilation.ParameterValue(parameter)),
        IdentifierExpression or PropertyExpression => Path(expression),
        IndexExpression index => Index(index),
        ArrayExpression array => Array(array),
        ObjectExpression map => Object(map),
        FunctionCallExpression call => Call(call),
        CountStarExpression star => Aggregate(star, "COUNT", [new LiteralExpression(CosmosValue.True)]),
        CountDistinctExpression count => Aggregate(count, AggregateTable.CountDistinct, [count.Value]),
        AllColumnsExpression all => throw new SqlException(
            SqlErrorCodes.NotSupported, all.Position, "* beside other columns is not possible; name the columns."),
        SubqueryExpression subquery => Compiled.Of(SubqueryCompiler.Compile(subquery, compilation, scope)),
        UnaryExpression unary => Unary(unary),
        BinaryExpression binary => Binary(binary),
        LogicalExpression logical => Logical(logical),
        ConditionalExpression conditional => Conditional(conditional),
        InExpression test => In(test),
        BetweenExpression between => Between(between),
        LikeExpression like => LikeCompiler.Compile(like, this),
        _ => throw new UnreachableException($"No evaluation for {expression.GetType().Name}."),
    };

    public Compiled[] CompileAll(SqlList<SqlExpression> expressions)
    {
        var compiled = new Compiled[expressions.Count];
        for (var i = 0; i < compiled.Length; i++) compiled[i] = Compile(expressions[i]);
        return compiled;
    }

    /// <summary>Refuses a call with too few or too many arguments.</summary>
    public static void CheckArguments(FunctionCallExpression call, int min, int max)
    {
        if (call.Arguments.Count >= min && call.Arguments.Count <= max) return;
        var range = min == max ? $"{min}" : max == int.MaxValue ? $"{min} or more" : $"{min} to {max}";
        throw new SqlException(
            SqlErrorCodes.ArgumentCount, call.Position,
            $"{call.Name} takes {range} argument{(max == 1 ? "" : "s")} but has {call.Arguments.Count}.");
    }

    /// <summary>The reader of a plain path from a bound name, or null for anything else.</summary>
    public PathReader? TryPath(SqlExpression expression, out int slot)
    {
        var names = new List<string>();
        while (expression is PropertyExpression property)
        {
            names.Add(property.Name);
            expression = property.Target;
        }

        slot = -1;
        if (expression is not IdentifierExpression identifier) return null;
        if (!scope.TryFind(identifier.Name, out slot))
            return outputs?.ContainsKey(identifier.Name) == true ? null : throw Unknown(identifier);
        names.Reverse();
        return new PathReader(slot, names);
    }

    private Compiled Path(SqlExpression expression)
    {
        if (TryPath(expression, out var slot) is { } reader)
            return expression is IdentifierExpression
                ? Compiled.Of(frame => frame.Slots[slot]) : Compiled.Of(reader.Read);
        if (expression is IdentifierExpression output)
            return new ExpressionCompiler(compilation, scope, aggregates).Compile(outputs![output.Name]);
        var property = (PropertyExpression)expression;
        var target = Compile(property.Target);
        var run = target.Run;
        var name = property.Name;
        return Compiled.From(frame => run(frame)[name], target);
    }

    private SqlException Unknown(IdentifierExpression identifier)
    {
        var names = string.Join(", ", scope.Names());
        var hint = names.Length == 0
            ? "the query has no FROM" : $"FROM binds {names}, and properties are written after such a name";
        return new(
            SqlErrorCodes.UnknownIdentifier, identifier.Position,
            $"the name {identifier.Name} is not bound; {hint}.");
    }

    private Compiled Index(IndexExpression expression)
    {
        var target = Compile(expression.Target);
        var index = Compile(expression.Index);
        Scalar run = target.Run, chosen = index.Run;
        return Compiled.From(frame => ElementAt(run(frame), chosen(frame)), target, index);
    }

    private static CosmosValue ElementAt(CosmosValue target, CosmosValue index)
    {
        if (index.IsString) return target[index.AsString()];
        if (!index.IsNumber) return default;
        var number = index.AsNumber();
        return number is >= 0 and <= int.MaxValue && number == Math.Truncate(number) ? target[(int)number] : default;
    }

    private Compiled Array(ArrayExpression expression)
    {
        var elements = CompileAll(expression.Elements);
        return Compiled.From(frame =>
        {
            var values = new CosmosValue[elements.Length];
            var count = 0;
            foreach (var element in elements)
            {
                var value = element.Run(frame);
                if (value.IsDefined) values[count++] = value;
            }

            return CosmosValue.FromDefinedArray(count == values.Length ? values : values[..count]);
        }, elements);
    }

    private Compiled Object(ObjectExpression expression)
    {
        var names = new string[expression.Properties.Count];
        var values = new Compiled[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = expression.Properties[i].Name;
            values[i] = Compile(expression.Properties[i].Value);
        }

        return Compiled.From(ObjectBuilder.Of(names, System.Array.ConvertAll(values, value => value.Run)), values);
    }

    private Compiled Call(FunctionCallExpression call)
    {
        if (call.IsUserDefined)
            throw new SqlException(
                SqlErrorCodes.NotSupported, call.Position,
                $"udf.{call.Name} cannot be called: user-defined functions are JavaScript, which this engine does "
                + "not run. Use the built-in functions.");
        if (AggregateTable.IsAggregate(call.Name)) return Aggregate(call, call.Name, call.Arguments);
        var function = FunctionTable.Find(call);
        CheckArguments(call, function.ArgumentsMin, function.ArgumentsMax);
        return function.Bind(call, this);
    }

    private Compiled Aggregate(SqlExpression expression, string name, SqlList<SqlExpression> arguments)
    {
        if (aggregates is null)
            throw new SqlException(
                SqlErrorCodes.MisplacedAggregate, expression.Position,
                $"the aggregate {name} cannot stand here; use it in SELECT.");
        if (arguments.Count != 1)
            throw new SqlException(
                SqlErrorCodes.ArgumentCount, expression.Position,
                $"{name} takes 1 argument but has {arguments.Count}.");
        Scalar Argument() => new ExpressionCompiler(compilation, scope, null).CompileScalar(arguments[0]);
        var slot = aggregates.SlotOf(expression, name, Argument, compilation);
        return Compiled.Of(frame => frame.Slots[slot]);
    }

    private Compiled Unary(UnaryExpression expression)
    {
        var operand = Compile(expression.Operand);
        var run = operand.Run;
        if (expression.Operator == UnaryOperator.Not) return Compiled.From(frame => Logic.Not(run(frame)), operand);
        var symbol = expression.Operator;
        return Compiled.From(frame => Arithmetic.Unary(symbol, run(frame)), operand);
    }

    private Compiled Binary(BinaryExpression expression)
    {
        if (expression.Operator == BinaryOperator.Equal && TryEqualsText(expression) is { } fast) return fast;
        var left = Compile(expression.Left);
        var right = Compile(expression.Right);
        Scalar a = left.Run, b = right.Run;
        if (expression.Operator == BinaryOperator.Coalesce)
            return Compiled.From(frame => a(frame) is { IsDefined: true } value ? value : b(frame), left, right);
        var operation = Comparison.For(expression.Operator) ?? Arithmetic.For(expression.Operator);
        if (!right.IsConstant) return Compiled.From(frame => operation(a(frame), b(frame)), left, right);
        var constant = right.Constant;
        return Compiled.From(frame => operation(a(frame), constant), left);
    }

    // path = "text" is the commonest filter of all; it need not make a string of every item's.
    private Compiled? TryEqualsText(BinaryExpression expression)
    {
        var path = expression.Left;
        var other = expression.Right;
        if (path is not PropertyExpression) (path, other) = (other, path);
        if (path is not PropertyExpression || other is not (LiteralExpression or ParameterExpression)) return null;
        if (TryPath(path, out _) is not { } reader) return null;
        if (Compile(other).Constant is not { IsString: true } text) return null;
        var utf8Text = Encoding.UTF8.GetBytes(text.AsString());
        return Compiled.Of(frame => reader.ReadEquals(frame, text, utf8Text));
    }

    private Compiled Logical(LogicalExpression expression)
    {
        var operands = CompileAll(expression.Operands);
        var runs = System.Array.ConvertAll(operands, operand => operand.Run);
        var run = expression.Operator == LogicalOperator.And ? Logic.AndAll(runs) : Logic.OrAny(runs);
        return Compiled.From(run, operands);
    }

    private Compiled Conditional(ConditionalExpression expression)
    {
        var condition = Compile(expression.Condition);
        var whenTrue = Compile(expression.WhenTrue);
        var otherwise = Compile(expression.Otherwise);
        Scalar test = condition.Run, yes = whenTrue.Run, no = otherwise.Run;
        return Compiled.From(frame => test(frame).IsTrue ? yes(frame) : no(frame), condition, whenTrue, otherwise);
    }

    private Compiled In(InExpression expression)
    {
        var value = Compile(expression.Value);
        var candidates = CompileAll(expression.Candidates);
        var run = value.Run;
        var negated = expression.Negated;
        if (System.Array.TrueForAll(candidates, candidate => candidate.IsConstant))
        {
            var set = new HashSet<CosmosValue>();
            foreach (var candidate in candidates)
                if (candidate.Constant.IsDefined) set.Add(candidate.Constant);
            return Compiled.From(
                frame => run(frame) is { IsDefined: true } found
                    ? CosmosValue.FromBoolean(set.Contains(found) != negated) : default,
                value);
        }

        return Compiled.Of(frame =>
        {
            var wanted = run(frame);
            if (wanted.IsUndefined) return default;
            foreach (var candidate in candidates)
                if (candidate.Run(frame).Equals(wanted)) return CosmosValue.FromBoolean(!negated);
            return CosmosValue.FromBoolean(negated);
        });
    }

    private Compiled Between(BetweenExpression expression)
    {
        var value = Compile(expression.Value);
        var low = Compile(expression.Low);
        var high = Compile(expression.High);
        Scalar run = value.Run, from = low.Run, to = high.Run;
        return expression.Negated
            ? Compiled.From(
                frame => Logic.Not(Comparison.Between(run(frame), from(frame), to(frame))), value, low, high)
            : Compiled.From(frame => Comparison.Between(run(frame), from(frame), to(frame)), value, low, high);
    }
}
