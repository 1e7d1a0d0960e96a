namespace Trivium.LocalHost.Hosting;

/// <summary>How the local host is started.</summary>
internal sealed record LocalHostOptions
{
    /// <summary>The port Azure Functions uses locally, so that both hosts are met at the same address.</summary>
    public const int PortDefault = 7071;

    public const string HostDefault = "127.0.0.1";

    public const string DataDefault = ".trivium";

    /// <summary>0: any free one.</summary>
    public int Port { get; init; } = PortDefault;

    /// <summary>The address to listen on; beyond this machine only where callers need a key.</summary>
    public string Host { get; init; } = HostDefault;

    /// <summary>The operator's key; null: the one in the settings, if there is one.</summary>
    public string? Key { get; init; }

    /// <summary>Asks every caller for a key, also where the operator has none of their own.</summary>
    public bool RequireKeys { get; init; }

    public string Data { get; init; } = DataDefault;

    /// <summary>False: an empty data directory stays empty.</summary>
    public bool Seeds { get; init; } = true;

    public HostDurability Durability { get; init; } = HostDurability.Disk;

    /// <summary>Where the settings of the app come from: the section <c>Trivium</c> of the environment (<c>Trivium__Name</c>).</summary>
    public IConfiguration Configuration { get; init; } = new ConfigurationBuilder().AddEnvironmentVariables().Build();
}

/// <summary>What an acknowledged write survives.</summary>
internal enum HostDurability
{
    /// <summary>A power failure: every acknowledged write has been fsynced.</summary>
    Disk,

    /// <summary>The end of this process, but not of the machine: faster, chosen knowingly.</summary>
    Process,
}
