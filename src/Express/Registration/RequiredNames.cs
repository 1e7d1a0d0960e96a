using System.Reflection;

namespace Trivium.Express;

/// <summary>Finds typed names that nobody registered.</summary>
internal static class RequiredNames
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static void Check(IEnumerable<(Type Type, SourceLocation At)> required, Registrations registrations)
    {
        foreach (var (type, at) in required)
        {
            foreach (var (member, value) in Values(type))
            {
                if (KindOf(value?.GetType()) is { } kind && !registrations.IsRegistered(kind, value!.ToString()!))
                {
                    registrations.Fault(
                        kind, value.ToString()!, at, $"{type.Name}.{member} is required but not registered");
                }
            }
        }
    }

    private static IEnumerable<(string Member, object? Value)> Values(Type type) =>
        type.GetFields(Statics)
            .Where(field => !field.Name.StartsWith('<'))
            .Select(field => (field.Name, field.GetValue(null)))
            .Concat(type.GetProperties(Statics)
                .Where(property => KindOf(property.PropertyType) is not null && property.GetIndexParameters() is [])
                .Select(property => (property.Name, property.GetValue(null))));

    private static string? KindOf(Type? type)
    {
        if (type is not { IsGenericType: true })
            return null;
        var definition = type.GetGenericTypeDefinition();
        return definition == typeof(Activity<,>) ? "Activity"
            : definition == typeof(Orchestration<,>) ? "Orchestration"
            : null;
    }
}
