namespace Trivium.LocalHost.Hosting;

/// <summary>The app's settings by the names they have on the Functions host: <c>Trivium__Name</c> in the environment.</summary>
internal sealed class LocalHostSettings
{
    private const string TriviumSection = "Trivium";

    private readonly IConfiguration _trivium;

    private LocalHostSettings(IConfiguration trivium) => _trivium = trivium;

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="StartupException">They are not fit; the message says all that is wrong.</exception>
    public static LocalHostSettings Read(IConfiguration configuration)
    {
        var settings = new LocalHostSettings(configuration.GetSection(TriviumSection));
        string[] faults = [.. settings.Faults()];
        return faults.Length == 0
            ? settings
            : throw new StartupException($"The settings in the environment are not fit: {string.Join(' ', faults)}");
    }

    /// <summary>Sets the options to what is configured.</summary>
    public void Configure(TriviumOptions options) => _trivium.Bind(options);

    private IEnumerable<string> Faults()
    {
        string[] known = [.. typeof(TriviumOptions).GetProperties().Select(property => property.Name)];
        foreach (IConfigurationSection child in _trivium.GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                yield return $"Trivium__{child.Key} is not a setting; there are: {string.Join(", ", known)}.";
        }

        var options = new TriviumOptions();
        string? fault = null;
        try
        {
            Configure(options);
        }
        catch (InvalidOperationException exception)
        {
            fault = exception.Message.Replace(":", "__", StringComparison.Ordinal);
        }

        if (fault is not null) yield return fault;
        foreach (string unfit in options.Validate()) yield return $"Trivium__{unfit}";
    }
}
