using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;

namespace Trivium.Cosmos.Embedded.Tests.Conformance;

public class PatchTests : CosmosTest
{
    private const string Before =
        """{"id":"1","pk":"a","n":1,"big":9007199254740993,"list":[1,2,3],"nested":{"x":"y"},"none":null}""";

    public static TheoryData<string, PatchOperation, string> Fitting => new()
    {
        { "add property", PatchOperation.Add("/added", "v"), """{"added":"v"}""" },
        { "add replaces", PatchOperation.Add("/n", 7), """{"n":7}""" },
        { "add inserts", PatchOperation.Add("/list/1", 9), """{"list":[1,9,2,3]}""" },
        { "add appends", PatchOperation.Add("/list/-", 9), """{"list":[1,2,3,9]}""" },
        { "add at end", PatchOperation.Add("/list/3", 9), """{"list":[1,2,3,9]}""" },
        { "set element", PatchOperation.Set("/list/1", 9), """{"list":[1,9,3]}""" },
        { "set nested", PatchOperation.Set("/nested/z", true), """{"nested":{"x":"y","z":true}}""" },
        { "replace", PatchOperation.Replace("/nested/x", "w"), """{"nested":{"x":"w"}}""" },
        { "replace null", PatchOperation.Replace("/none", 1), """{"none":1}""" },
        { "remove element", PatchOperation.Remove("/list/0"), """{"list":[2,3]}""" },
        { "increment", PatchOperation.Increment("/n", 41), """{"n":42}""" },
        { "increment missing", PatchOperation.Increment("/new", 3), """{"new":3}""" },
        { "increment real", PatchOperation.Increment("/n", 0.5), """{"n":1.5}""" },
        { "increment stays exact", PatchOperation.Increment("/big", 2), """{"big":9007199254740995}""" },
        { "move", PatchOperation.Move("/nested/x", "/moved"), """{"moved":"y","nested":{}}""" },
    };

    public static TheoryData<string, PatchOperation> NotFitting => new()
    {
        { "replace missing", PatchOperation.Replace("/missing", 1) },
        { "remove missing", PatchOperation.Remove("/missing") },
        { "no parent", PatchOperation.Set("/missing/x", 1) },
        { "into a number", PatchOperation.Set("/n/x", 1) },
        { "index too high", PatchOperation.Add("/list/9", 1) },
        { "index is text", PatchOperation.Set("/list/x", 1) },
        { "increment a text", PatchOperation.Increment("/nested/x", 1) },
        { "the id", PatchOperation.Set("/id", "2") },
        { "the partition key", PatchOperation.Set("/pk", "b") },
        { "a system property", PatchOperation.Set("/_ts", 1) },
        { "into itself", PatchOperation.Move("/nested", "/nested/x") },
    };

    [Theory]
    [MemberData(nameof(Fitting))]
    public async Task PatchItem_StepFits_ChangesThatOnly(string _, PatchOperation operation, string expected)
    {
        var container = await WithItem();
        using var answer = await container.PatchItemStreamAsync("1", new PartitionKey("a"), [operation]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var want = (JsonObject)JsonNode.Parse(Before)!;
        foreach (var (name, value) in (JsonObject)JsonNode.Parse(expected)!)
            want[name] = value?.DeepClone();
        Assert.True(JsonNode.DeepEquals(want, await Stored(container)), (await Stored(container)).ToJsonString());
    }

    [Theory]
    [MemberData(nameof(NotFitting))]
    public async Task PatchItem_StepDoesNotFit_IsRefusedAsAWhole(string _, PatchOperation operation)
    {
        var container = await WithItem();
        var error = await Assert.ThrowsAsync<CosmosException>(() => container.PatchItemAsync<Item>(
            "1", new PartitionKey("a"), [PatchOperation.Set("/n", 2), operation]));
        Assert.Equal(HttpStatusCode.BadRequest, error.StatusCode);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Before), await Stored(container)));
    }

    [Fact]
    public async Task PatchItem_ElevenOperations_IsRefused()
    {
        var container = await WithItem();
        var error = await Assert.ThrowsAsync<CosmosException>(() => container.PatchItemAsync<Item>(
            "1", new PartitionKey("a"), [.. Enumerable.Range(0, 11).Select(i => PatchOperation.Set("/n", i))]));
        Assert.Equal(HttpStatusCode.BadRequest, error.StatusCode);
    }

    [Fact]
    public async Task PatchItem_Missing_IsNotFound()
    {
        var container = await NewContainer();
        var error = await Assert.ThrowsAsync<CosmosException>(() => container.PatchItemAsync<Item>(
            "1", new PartitionKey("a"), [PatchOperation.Set("/n", 2)]));
        Assert.Equal(HttpStatusCode.NotFound, error.StatusCode);
    }

    [Theory]
    [InlineData("FROM c WHERE c.n = 1", HttpStatusCode.OK)]
    [InlineData("FROM c WHERE c.n = 2", HttpStatusCode.PreconditionFailed)]
    [InlineData("FROM c WHERE", HttpStatusCode.BadRequest)]
    public async Task PatchItem_WithCondition_AppliesWhenItHolds(string condition, HttpStatusCode expected)
    {
        var container = await WithItem();
        using var answer = await container.PatchItemStreamAsync(
            "1", new PartitionKey("a"), [PatchOperation.Set("/n", 5)], new() { FilterPredicate = condition });
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? 5 : 1, (int)(await Stored(container))["n"]!);
    }

    private async Task<Container> WithItem()
    {
        var container = await NewContainer();
        using var body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Before));
        using var answer = await container.CreateItemStreamAsync(body, new PartitionKey("a"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return container;
    }

    private static async Task<JsonNode> Stored(Container container)
    {
        using var read = await container.ReadItemStreamAsync("1", new PartitionKey("a"));
        var json = (JsonObject)(await JsonNode.ParseAsync(read.Content))!;
        foreach (var name in new[] { "_rid", "_self", "_etag", "_attachments", "_ts" })
            json.Remove(name);
        return json;
    }
}
