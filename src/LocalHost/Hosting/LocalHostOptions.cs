namespace Trivium.LocalHost.Hosting;

/// <summary>How the local host is started.</summary>
internal sealed record LocalHostOptions
{
    /// <summary>The port Azure Functions uses locally, so that both hosts are met at the same address.</summary>
    public const int PortDefault = 7071;

    public const string DataDefault = ".trivium";

    /// <summary>0: any free one.</summary>
    public int Port { get; init; } = PortDefault;

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
