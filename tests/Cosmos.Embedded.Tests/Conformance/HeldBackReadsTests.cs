using System.Net;
using Microsoft.Azure.Cosmos;

namespace Trivium.Cosmos.Embedded.Tests.Conformance;

public class HeldBackReadsTests : CosmosTest
{
    private static readonly PartitionKey A = new("a");

    [Fact]
    public async Task HoldBackReads_WritesMeanwhile_AreSeenAfterRelease()
    {
        var container = await NewContainer();
        var etag = (await container.CreateItemAsync(new Item("1", "a", 1), A)).ETag;
        using (Engine.HoldBackReads("db", "items"))
        {
            await container.ReplaceItemAsync(new Item("1", "a", 2), "1", A, new() { IfMatchEtag = etag });
            Assert.Equal(1, (await container.ReadItemAsync<Item>("1", A)).Resource.N);
            Assert.Equal([1], await Rows<int>(container, new("SELECT VALUE c.n FROM c")));
            var error = await Assert.ThrowsAsync<CosmosException>(
                () => container.ReplaceItemAsync(new Item("1", "a", 3), "1", A, new() { IfMatchEtag = etag }));
            Assert.Equal(HttpStatusCode.PreconditionFailed, error.StatusCode);
        }
        Assert.Equal(2, (await container.ReadItemAsync<Item>("1", A)).Resource.N);
        Assert.Throws<InvalidOperationException>(() => Engine.HoldBackReads("db", "none"));
    }
}
