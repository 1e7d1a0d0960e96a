using Trivium.Express;
using Trivium.Visibility;

namespace Trivium.Tests.Support;

/// <summary>Which version of each document was accepted last, while the account failed and processes were killed.</summary>
/// <param name="documents">How many documents there are.</param>
internal sealed class AcceptedVersions(int documents)
{
    /// <summary>Stands for a put that failed: it may have been accepted or not; from then on either is right.</summary>
    private const int Unknown = -1;

    private readonly Dictionary<string, int> _versions = [];

    /// <summary>Puts some version of some document; returns which document.</summary>
    public async Task<string> PutAsync(TestApp app, Random random)
    {
        string id = $"d{random.Next(documents)}";
        int version = random.Next(1_000);
        ExpressResponse response = await app.SendAsync(
            "PUT", $"/v1/documents/{id}", VersionedDocument.Text(version), ("Content-Type", "text/markdown"));
        Assert.True(response.Status is 200 or 202 or 429 or 503, response.ToString());
        _versions[id] = response.Status is 200 or 202 ? version : Unknown;
        return id;
    }

    /// <summary>Asserts that each document is whole, and of the version that was accepted last where that is known.</summary>
    public async Task AssertReadableAsync(TestApp app, Snapshot snapshot)
    {
        foreach ((string id, int version) in _versions)
        {
            int? found = await VersionedDocument.ReadWholeAsync(app, id, snapshot);
            if (version != Unknown)
                Assert.True(version == found, $"{id} is at {found}, not {version}: {await IngestionsOfAsync(app, id)}");
        }
    }

    private static async Task<string> IngestionsOfAsync(TestApp app, string documentId) =>
        (await app.SendAsync("GET", $"/v1/ingestions?documentId={documentId}&top=500")).Text;
}
