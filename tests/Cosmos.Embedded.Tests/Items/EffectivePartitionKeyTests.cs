using System.Text.Json;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Tests.Items;

public sealed class EffectivePartitionKeyTests
{
    [Fact]
    public void Of_KnownText_IsTheServicesHash() =>
        Assert.Equal(
        "3D48BB14DA9D090D22112C96695028B6",
        EffectivePartitionKey.Of(PartitionKeyKind.MultiHash, Parts("""["t1"]""")));

    [Fact]
    public void Of_MoreLevels_HasTheFirstAsPrefix() => Assert.StartsWith(
        EffectivePartitionKey.Of(PartitionKeyKind.MultiHash, Parts("""["t1"]""")),
        EffectivePartitionKey.Of(PartitionKeyKind.MultiHash, Parts("""["t1","日本語",7]""")));

    [Fact]
    public void Of_OneOfEachType_AllDifferAndStayBelowTheTop()
    {
        var keys = new[] { "[{}]", "[null]", "[true]", "[false]", "[1]", "[1.5]", "[\"1\"]", "[\"\"]" }
            .Select(key => EffectivePartitionKey.Of(PartitionKeyKind.Hash, Parts(key))).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.All(keys, key => Assert.True(PartitionScope.All.Contains(key), key));
        Assert.All(keys, key => Assert.InRange(Convert.FromHexString(key)[0], 0, 0x3F));
    }

    private static PartitionKeyPart[] Parts(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(PartitionKeyPart.From)];
    }
}
