using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Trivium.Express;

/// <summary>
/// Options registered with <c>ValidateOnStart</c> are checked with everything else, so that one message has it all.
/// </summary>
internal static class SettingsCheck
{
    public static void Run(IServiceProvider services, Registrations registrations)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
        }
        catch (OptionsValidationException e)
        {
            Add(e, registrations);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            foreach (var inner in e.InnerExceptions.Cast<OptionsValidationException>())
                Add(inner, registrations);
        }
    }

    private static void Add(OptionsValidationException exception, Registrations registrations)
    {
        foreach (var failure in exception.Failures)
            registrations.Fault("Settings", exception.OptionsType.Name, null, failure);
    }
}
