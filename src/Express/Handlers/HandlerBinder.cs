using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Trivium.Express;

/// <summary>
/// Turns a lambda of an activity or a timer into one compiled call, once, or says everything that is wrong with it.
/// </summary>
internal static class HandlerBinder
{
    public static Func<HandlerCall, Task<object?>>? Bind(
        Delegate handler, HandlerShape shape, IServiceProvider services, Action<string> fault)
    {
        var faults = 0;
        void Count(string message)
        {
            faults++;
            fault(message);
        }

        var call = Expression.Parameter(typeof(HandlerCall), "call");
        var arguments = Arguments(handler, shape, services, call, Count);
        var result = HandlerResult.Of(handler.GetType().GetMethod("Invoke")!.ReturnType, shape.OutputType, Count);
        if (faults > 0 || result is null)
            return null;
        var invocation = Expression.Invoke(Expression.Constant(handler), arguments);
        var compiled = Expression.Lambda<Func<HandlerCall, Task<object?>>>(result(invocation), call).Compile();

        // A handler that throws before its first await fails the task like any other.
        return async c => await compiled(c);
    }

    private static List<Expression> Arguments(
        Delegate handler, HandlerShape shape, IServiceProvider services, ParameterExpression call, Action<string> fault)
    {
        var parameters = ParametersOf(handler);
        var inputs = parameters.Count(parameter => parameter.ParameterType == shape.InputType);
        if (shape.InputType != typeof(Nothing) && inputs != 1)
        {
            fault($"the handler must take one {TypeNames.Of(shape.InputType)}, its input; "
                + $"it takes {(inputs == 0 ? "none" : $"{inputs}")}");
        }
        var known = services.GetService<IServiceProviderIsService>();
        return [.. parameters.Select(parameter => Argument(parameter, shape, known, call, fault))];
    }

    private static Expression Argument(
        ParameterInfo parameter,
        HandlerShape shape,
        IServiceProviderIsService? known,
        Expression call,
        Action<string> fault)
    {
        var type = parameter.ParameterType;
        if (type.IsByRef)
        {
            fault($"the parameter '{parameter.Name}' is passed by reference; pass it by value");
            return Expression.Default(type.GetElementType()!);
        }

        if (type == typeof(Nothing))
            return Expression.Default(type);
        if (type == shape.InputType)
            return Expression.Call(typeof(HandlerInput), nameof(HandlerInput.As), [type], call);
        if (type == typeof(CancellationToken))
            return Expression.Property(call, nameof(HandlerCall.CancellationToken));
        if (type == typeof(ActivityContext) && shape.TakesActivityContext)
            return Expression.Property(call, nameof(HandlerCall.Context));
        var provider = Expression.Property(call, nameof(HandlerCall.Services));
        return type == typeof(IServiceProvider) ? provider : Service(parameter, provider, known, fault);
    }

    private static Expression Service(
        ParameterInfo parameter, Expression provider, IServiceProviderIsService? known, Action<string> fault)
    {
        var type = parameter.ParameterType;
        var key = parameter.GetCustomAttribute<FromKeyedServicesAttribute>()?.Key;
        var isKnown = key is null
            ? known?.IsService(type)
            : (known as IServiceProviderIsKeyedService)?.IsKeyedService(type, key);
        if (isKnown == false)
        {
            if (parameter.HasDefaultValue)
                return Expression.Constant(parameter.DefaultValue, type);
            fault($"the parameter '{parameter.Name}' ({TypeNames.Of(type)}) is "
                + "neither the input nor a registered service. "
                + $"Did you forget `services.Add…<{TypeNames.Of(type)}>()`?");
        }

        return key is null
            ? Expression.Call(
                typeof(ServiceProviderServiceExtensions),
                nameof(ServiceProviderServiceExtensions.GetRequiredService),
                [type],
                provider)
            : Expression.Call(
                typeof(ServiceProviderKeyedServiceExtensions),
                nameof(ServiceProviderKeyedServiceExtensions.GetRequiredKeyedService),
                [type],
                provider,
                Expression.Constant(key, typeof(object)));
    }

    /// <summary>
    /// The parameters a caller fills; of a delegate closed over its first argument, the method has one more.
    /// </summary>
    private static ParameterInfo[] ParametersOf(Delegate handler)
    {
        var invoke = handler.GetType().GetMethod("Invoke")!.GetParameters();
        var method = handler.Method.GetParameters();
        return method.Length >= invoke.Length ? method[(method.Length - invoke.Length)..] : invoke;
    }
}
