using System.Security.Cryptography;

namespace Trivium.LocalHost.Hosting;

/// <summary>
/// The app's settings by the names they have on the Functions host, <c>Trivium__Name</c> in the environment, and what
/// the command line says instead.
/// </summary>
internal sealed class LocalHostSettings
{
    private const string TriviumSection = "Trivium";

    /// <summary>64 digits: 256 bits.</summary>
    private const int OwnKeyLength = 64;

    private readonly IConfiguration _trivium;
    private readonly LocalHostOptions _options;

    private LocalHostSettings(LocalHostOptions options)
    {
        _trivium = options.Configuration.GetSection(TriviumSection);
        _options = options;
    }

    /// <summary>Where to listen.</summary>
    public ListenAddress Address { get; private set; } = new(System.Net.IPAddress.Loopback);

    /// <summary>Whether callers need a key.</summary>
    public bool KeysAreRequired => OwnKey is not null;

    /// <summary>
    /// The key by which the host calls itself and its command line calls it: the operator's, or, where keys are
    /// required without one, one of this process alone. Null: nobody needs a key.
    /// </summary>
    public string? OwnKey { get; private set; }

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="StartupException">They are not fit; the message says all that is wrong.</exception>
    public static LocalHostSettings Read(LocalHostOptions options)
    {
        var settings = new LocalHostSettings(options) { Address = ListenAddress.Parse(options.Host) };
        string[] faults = [.. settings.Faults()];
        if (faults.Length > 0)
            throw new StartupException($"The settings are not fit: {string.Join(' ', faults)}");

        settings.OwnKey = settings.FindOwnKey();
        return settings.KeysAreRequired || settings.Address.IsLoopback
            ? settings
            : throw new StartupException(
                $"Without keys everyone who reaches {options.Host} is the operator. Set Trivium__BootstrapKey to a random "
                + $"key of {TriviumOptions.BootstrapKeyLengthMin} characters at least (or --key), or stay on this machine.");
    }

    /// <summary>Sets the options to what is configured.</summary>
    public void Configure(TriviumOptions options)
    {
        _trivium.Bind(options);
        options.BootstrapKey = OwnKey ?? _options.Key ?? options.BootstrapKey;
        options.RequireKeys |= _options.RequireKeys;
    }

    private string? FindOwnKey()
    {
        var options = new TriviumOptions();
        Configure(options);
        if (!string.IsNullOrEmpty(options.BootstrapKey)) return options.BootstrapKey;
        return options.RequireKeys ? RandomNumberGenerator.GetHexString(OwnKeyLength, lowercase: true) : null;
    }

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
        if (options.Principals.Trusted)
        {
            yield return "Trivium__Principals__Trusted is for Azure: nothing before this host signs callers in, and "
                + "anybody can send such a header.";
        }
    }
}
