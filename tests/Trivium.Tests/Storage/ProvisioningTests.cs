using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Tests.Support;

namespace Trivium.Tests.Storage;

public sealed class ProvisioningTests
{
    [Fact]
    public async Task Start_WeakerConsistency_IsRefusedWithTheReason()
    {
        await using var store = new TestStore(ConsistencyLevel.Session);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => store.StartAsync());

        Assert.Equal(
            "The Cosmos DB account reads with consistency Session; with anything weaker than BoundedStaleness a reader may see "
            + "half a document. Set the account's default consistency to BoundedStaleness or Strong, or accept the weaker "
            + "guarantee with the option AcceptTornReads.",
            refused.Message);
    }

    [Fact]
    public async Task Start_WeakerConsistencyAccepted_Starts()
    {
        await using var store = new TestStore(ConsistencyLevel.Session);

        await using TestApp app = await store.StartAsync(configure: options => options.AcceptTornReads = true);

        Assert.Equal(200, (await app.SendAsync("GET", "/health/ready")).Status);
    }

    [Fact]
    public async Task Start_MayNotCreate_NamesEveryMissingContainerAndItsCommand()
    {
        await using var store = new TestStore();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => store.StartAsync(configure: options => options.CreateContainers = false));

        Assert.Contains("lacks catalog, documents, chunks-", refused.Message);
        Assert.Contains("--name rows --partition-key-path /tenant /table /documentId", refused.Message);
    }

    [Fact]
    public void AddTrivium_UnfitSettings_NamesThemAll()
    {
        var refused = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddTrivium(options =>
        {
            options.DatabaseName = "a/b";
            options.BodySizeBytesMax = 0;
            options.Prices = new() { Currency = "euro", GigabyteMonth = -1 };
        }));

        Assert.All(["DatabaseName", "BodySizeBytesMax", "Currency", "below zero"], fault => Assert.Contains(fault, refused.Message));
    }
}
