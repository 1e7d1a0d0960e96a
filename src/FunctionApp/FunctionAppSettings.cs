using Microsoft.Extensions.Configuration;

namespace Trivium.FunctionApp;

/// <summary>
/// The settings of the function app. <c>A__B</c> in the environment is <c>A:B</c> here; the messages use the former,
/// for that is what is set.
/// </summary>
internal sealed class FunctionAppSettings
{
    /// <summary>32 characters: a random key of that length is not guessed.</summary>
    internal const int BootstrapKeyLengthMin = 32;

    private const string TriviumSection = "Trivium";
    private const string BootstrapKeyName = "BootstrapKey";

    private readonly IConfiguration _trivium;

    private FunctionAppSettings(IConfiguration trivium, CosmosConnection cosmos, string? bootstrapKey)
    {
        _trivium = trivium;
        Cosmos = cosmos;
        BootstrapKey = bootstrapKey;
    }

    /// <summary>Where the Cosmos DB account is.</summary>
    public CosmosConnection Cosmos { get; }

    /// <summary>The key every caller must send; null in development only: no key is asked for.</summary>
    public string? BootstrapKey { get; }

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="InvalidOperationException">They are not fit; the message says all that is wrong.</exception>
    public static FunctionAppSettings Read(IConfiguration configuration, bool isDevelopment)
    {
        var faults = new List<string>();
        CosmosConnection? cosmos = CosmosSettings.Read(configuration, faults);
        IConfiguration trivium = configuration.GetSection(TriviumSection);
        string? key = ReadKey(trivium, isDevelopment, faults);
        CheckNames(trivium, faults);
        CheckOptions(trivium, faults);
        return faults.Count == 0
            ? new FunctionAppSettings(trivium, cosmos!, key)
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
        _trivium.Bind(options);
    }

    private static string? ReadKey(IConfiguration trivium, bool isDevelopment, List<string> faults)
    {
        string? key = trivium[BootstrapKeyName];
        if (string.IsNullOrEmpty(key))
        {
            if (!isDevelopment)
            {
                faults.Add(
                    "Trivium__BootstrapKey is not set. Without it every address is open to everybody; set a random key of "
                    + $"{BootstrapKeyLengthMin} characters at least. Only the Development environment does without.");
            }

            return null;
        }

        if (key.Length < BootstrapKeyLengthMin)
        {
            faults.Add(
                $"Trivium__BootstrapKey has {key.Length} characters; it needs {BootstrapKeyLengthMin} at least.");
        }

        return key;
    }

    private static void CheckNames(IConfiguration trivium, List<string> faults)
    {
        string[] known =
            [.. typeof(TriviumOptions).GetProperties().Select(property => property.Name), BootstrapKeyName];
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
