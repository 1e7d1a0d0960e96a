using Microsoft.Extensions.Configuration;

namespace Trivium.FunctionApp;

/// <summary>
/// The settings of the function app. <c>A__B</c> in the environment is <c>A:B</c> here; the messages use the former,
/// for that is what is set.
/// </summary>
internal sealed class FunctionAppSettings
{
    private const string TriviumSection = "Trivium";
    private const string ClientAddressHeader = "X-Forwarded-For";

    private readonly IConfiguration _trivium;
    private readonly bool _isDevelopment;
    private readonly bool _isInAzure;

    private FunctionAppSettings(IConfiguration configuration, CosmosConnection cosmos, bool isDevelopment)
    {
        _trivium = configuration.GetSection(TriviumSection);
        _isDevelopment = isDevelopment;
        _isInAzure = IsInAzure(configuration);
        Cosmos = cosmos;
    }

    /// <summary>Where the Cosmos DB account is.</summary>
    public CosmosConnection Cosmos { get; }

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="InvalidOperationException">They are not fit; the message says all that is wrong.</exception>
    public static FunctionAppSettings Read(IConfiguration configuration, bool isDevelopment)
    {
        var faults = new List<string>();
        CosmosConnection? cosmos = CosmosSettings.Read(configuration, faults);
        IConfiguration trivium = configuration.GetSection(TriviumSection);
        CheckNames(trivium, faults);
        CheckOptions(trivium, faults);
        CheckKeys(configuration, isDevelopment, faults);
        return faults.Count == 0
            ? new FunctionAppSettings(configuration, cosmos!, isDevelopment)
            : throw new InvalidOperationException(
                $"The function app's settings are not fit:{string.Concat(faults.Select(fault => $"\n- {fault}"))}");
    }

    /// <summary>Sets the options of Trivium to what is configured, and to what follows from the connection.</summary>
    public void Configure(TriviumOptions options)
    {
        options.CreateContainers = Cosmos is not CosmosConnection.Identity;
        options.RequestUnitsAreEstimated = Cosmos is CosmosConnection.Embedded;

        // Only an invocation has a durable client here; the timer sweeps within the minute.
        options.SweepAtStart = false;

        // Azure's front end says who asks; to the worker everybody comes from the host beside it.
        if (_isInAzure) options.ClientAddressHeader = ClientAddressHeader;
        options.RequireKeys = !_isDevelopment;
        _trivium.Bind(options);
    }

    private static void CheckKeys(IConfiguration configuration, bool isDevelopment, List<string> faults)
    {
        IConfiguration trivium = configuration.GetSection(TriviumSection);
        if (!isDevelopment && string.IsNullOrEmpty(trivium[nameof(TriviumOptions.BootstrapKey)]))
        {
            faults.Add(
                "Trivium__BootstrapKey is not set. It is the operator's key, from which all others are made; set a random "
                + $"key of {TriviumOptions.BootstrapKeyLengthMin} characters at least. Only the Development environment "
                + "does without.");
        }

        // Where authentication is off the platform hands on what callers write into the header.
        bool isTrusted = bool.TryParse(trivium["Principals:Trusted"], out bool trusted) && trusted;
        bool isSet = bool.TryParse(configuration["WEBSITE_AUTH_ENABLED"], out bool enabled) && enabled;
        if (isTrusted && !isSet)
        {
            faults.Add(
                "Trivium__Principals__Trusted is set, but App Service authentication is off (WEBSITE_AUTH_ENABLED is not "
                + "True): anybody could say who they are. Turn it on for this app, or leave the setting out.");
        }
    }

    private static bool IsInAzure(IConfiguration configuration) =>
        configuration["WEBSITE_INSTANCE_ID"] is { Length: > 0 };

    private static void CheckNames(IConfiguration trivium, List<string> faults)
    {
        string[] known = [.. typeof(TriviumOptions).GetProperties().Select(property => property.Name)];
        faults.AddRange(trivium.GetChildren()
            .Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(child => $"Trivium__{child.Key} is not a setting. There are: {string.Join(", ", known)}."));
    }

    private static void CheckOptions(IConfiguration trivium, List<string> faults)
    {
        var options = new TriviumOptions();
        try
        {
            trivium.Bind(options);
        }
        catch (InvalidOperationException exception)
        {
            faults.Add(exception.Message.Replace(":", "__", StringComparison.Ordinal));
            return;
        }

        faults.AddRange(options.Validate().Select(fault => $"Trivium__{fault}"));
    }
}
