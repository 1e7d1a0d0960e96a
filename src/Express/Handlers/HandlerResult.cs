using System.Linq.Expressions;

namespace Trivium.Express;

/// <summary>What a lambda returns, plain or as a task, as one task of an object.</summary>
internal static class HandlerResult
{
    /// <summary>How to convert the call's result; null, with a fault, when the lambda may not return that.</summary>
    public static Func<Expression, Expression>? Of(Type returned, Type output, Action<string> fault)
    {
        if (returned == typeof(Task) || returned == typeof(ValueTask) || returned == typeof(void))
        {
            if (output == typeof(Nothing))
                return Without(returned);
            fault($"the handler returns nothing; it must return {TypeNames.Of(output)}. Did you forget `return`?");
            return null;
        }

        var (wrapper, value) = Unwrap(returned);
        if (output.IsAssignableFrom(value))
            return With(wrapper, value);
        fault(output == typeof(Nothing)
            ? $"the handler returns {TypeNames.Of(returned)} where no output is declared; it must return nothing"
            : $"the handler returns {TypeNames.Of(returned)}; it must return {TypeNames.Of(output)}");
        return null;
    }

    private static (Type? Wrapper, Type Value) Unwrap(Type returned)
    {
        var wrapper = returned.IsGenericType ? returned.GetGenericTypeDefinition() : null;
        return wrapper == typeof(Task<>) || wrapper == typeof(ValueTask<>)
            ? (wrapper, returned.GetGenericArguments()[0])
            : (null, returned);
    }

    private static Func<Expression, Expression> Without(Type returned) => call =>
        returned == typeof(void)
            ? Expression.Block(call, Expression.Constant(Task.FromResult<object?>(null)))
            : Expression.Call(
                typeof(HandlerResult), returned == typeof(Task) ? nameof(OfTask) : nameof(OfValueTask), null, call);

    private static Func<Expression, Expression> With(Type? wrapper, Type value) => call =>
        wrapper is null
            ? Expression.Call(
                typeof(Task), nameof(Task.FromResult), [typeof(object)], Expression.Convert(call, typeof(object)))
            : Expression.Call(
                typeof(HandlerResult),
                wrapper == typeof(Task<>) ? nameof(OfTaskOf) : nameof(OfValueTaskOf),
                [value],
                call);

    private static async Task<object?> OfTask(Task? task)
    {
        await NotNull(task);
        return null;
    }

    private static async Task<object?> OfValueTask(ValueTask task)
    {
        await task;
        return null;
    }

    private static async Task<object?> OfTaskOf<T>(Task<T>? task) => await NotNull(task);

    private static async Task<object?> OfValueTaskOf<T>(ValueTask<T> task) => await task;

    private static T NotNull<T>(T? task)
        where T : Task =>
        task ?? throw new InvalidOperationException(
            "The handler returned null instead of a task. Did you forget `async`?");
}
