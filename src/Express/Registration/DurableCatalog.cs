using System.Diagnostics.CodeAnalysis;

namespace Trivium.Express;

/// <summary>The orchestrations and activities of an app by name: what an engine needs to run them.</summary>
public sealed class DurableCatalog
{
    private readonly Dictionary<string, OrchestrationRegistration> _orchestrations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityRegistration> _activities = new(StringComparer.Ordinal);

    /// <summary>The orchestrations by name.</summary>
    public IReadOnlyDictionary<string, OrchestrationRegistration> Orchestrations => _orchestrations;

    /// <summary>The activities by name.</summary>
    public IReadOnlyDictionary<string, ActivityRegistration> Activities => _activities;

    /// <summary>Adds an orchestration; false, and <paramref name="existing"/>, when the name is taken.</summary>
    public bool TryAdd(
        OrchestrationRegistration registration, [NotNullWhen(false)] out OrchestrationRegistration? existing)
    {
        ArgumentNullException.ThrowIfNull(registration);
        return !_orchestrations.TryGetValue(registration.Name, out existing)
            && _orchestrations.TryAdd(registration.Name, registration);
    }

    /// <summary>Adds an activity; false, and <paramref name="existing"/>, when the name is taken.</summary>
    public bool TryAdd(ActivityRegistration registration, [NotNullWhen(false)] out ActivityRegistration? existing)
    {
        ArgumentNullException.ThrowIfNull(registration);
        return !_activities.TryGetValue(registration.Name, out existing)
            && _activities.TryAdd(registration.Name, registration);
    }
}
