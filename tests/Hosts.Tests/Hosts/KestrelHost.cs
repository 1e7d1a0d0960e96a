using System.Security.Cryptography;
using Trivium.LocalHost.Hosting;

namespace Trivium.Hosts.Tests.Hosts;

/// <summary>
/// The local host as the command line starts it, on any free port and an empty data directory, with the operator's key.
/// </summary>
public sealed class KestrelHost : ContractHost
{
    private const int KeyLength = 64;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("trivium-");
    private LocalApp _app = null!;

    protected override async Task<HttpClient> OpenAsync()
    {
        // Nobody cuts the power here: nothing waits for the disk.
        var options = new LocalHostOptions
        {
            Port = 0,
            Data = _directory.FullName,
            Seeds = false,
            Durability = HostDurability.Process,
            Key = RandomNumberGenerator.GetHexString(KeyLength, lowercase: true),
        };
        _app = await LocalApp.StartAsync(options, CancellationToken.None);
        return _app.CreateClient();
    }

    protected override async Task CloseAsync()
    {
        await _app.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
