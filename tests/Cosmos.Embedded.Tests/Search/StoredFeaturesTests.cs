using System.Text.Json;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Search;

namespace Trivium.Cosmos.Embedded.Tests.Search;

public sealed class StoredFeaturesTests
{
    private static readonly SearchSchema Schema = SchemaOf("""
        {
            "id": "c", "partitionKey": { "paths": ["/tenant"] },
            "vectorEmbeddingPolicy": { "vectorEmbeddings": [
                { "path": "/v", "dataType": "float32", "dimensions": 3, "distanceFunction": "cosine" },
                { "path": "/w", "dataType": "float32", "dimensions": 2, "distanceFunction": "cosine" }] },
            "fullTextPolicy": { "fullTextPaths": [{ "path": "/t", "language": "en-US" }] }
        }
        """);

    [Fact]
    public void Decode_Encoded_GivesTheSame()
    {
        var features = Features();
        var decoded = StoredFeatures.Decode(Schema, StoredFeatures.Encode(features))!;
        Assert.Equal([1f, -2.5f, 3e-7f], decoded.Vectors[0]!);
        Assert.Null(decoded.Vectors[1]);
        Assert.Equal(4, decoded.Texts[0].WordCount);
        Assert.Equal(2, decoded.Texts[0].CountOf(TextStatistics.HashOf("a")));
        Assert.Equal("""{"id":"1","tenant":"x","n":5}""", System.Text.Encoding.UTF8.GetString(decoded.Projection));
        Assert.True(decoded.IsCut);
    }

    [Fact]
    public void Decode_CutShort_IsRefused()
    {
        var bytes = StoredFeatures.Encode(Features());
        for (var length = 0; length < bytes.Length; length++)
            Assert.Null(StoredFeatures.Decode(Schema, bytes.AsSpan(0, length)));
        Assert.Null(StoredFeatures.Decode(Schema, [.. bytes, 0]));
    }

    [Fact]
    public void Decode_BytesDamaged_NeverThrows()
    {
        var bytes = StoredFeatures.Encode(Features());
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            StoredFeatures.Decode(Schema, damaged);
        }
    }

    [Fact]
    public void Decode_OtherSchema_IsRefused()
    {
        var other = SchemaOf("""
            {
                "id": "c", "partitionKey": { "paths": ["/tenant"] },
                "fullTextPolicy": { "fullTextPaths": [{ "path": "/t", "language": "en-US" }] }
            }
            """);
        Assert.Null(StoredFeatures.Decode(other, StoredFeatures.Encode(Features())));
    }

    private static SearchFeatures Features()
    {
        using var item = JsonDocument.Parse(
            $$"""
            {"id":"1","tenant":"x","v":[1,-2.5,3e-7],"w":[1],"t":"A b, a c","n":5,"long":"{{new string('x', 2000)}}"}
            """);
        return SearchFeatures.Of(Schema, item.RootElement);
    }

    private static SearchSchema SchemaOf(string definition) =>
        ContainerDefinition.Parse(System.Text.Encoding.UTF8.GetBytes(definition)).Search;
}
