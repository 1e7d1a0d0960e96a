namespace Trivium.Hosts.Tests.Hosts;

/// <summary>
/// The hosts the contract is run on. Each is one collection: its cases run one after another, beside those of others.
/// </summary>
public static class HostNames
{
    public const string InProcess = "in process";

    public const string Kestrel = "Kestrel";

    public const string Remote = "TRIVIUM_BASE_URL";
}

[CollectionDefinition(HostNames.InProcess)]
public sealed class InProcessCases : ICollectionFixture<InProcessHost>;

[CollectionDefinition(HostNames.Kestrel)]
public sealed class KestrelCases : ICollectionFixture<KestrelHost>;

[CollectionDefinition(HostNames.Remote)]
public sealed class RemoteCases : ICollectionFixture<RemoteHost>;
