using Trivium.Reembedding;
using Trivium.Search;
using Trivium.Storage;
using Trivium.Tests.Support;

namespace Trivium.Tests.Search;

public sealed class QueryVectorsTests
{
    // An empty vector in its place would be compared with every chunk, by a scan, and the store refuses it on Azure.
    [Fact]
    public async Task OfAsync_EmbeddingOfZeros_IsNoVector()
    {
        using var model = new ModelEmbedder("model", dimensions: 8);
        var own = new KnownEmbedder(EmbedderIdentity.Of(model), model, FusionWeights.Trained);
        var vectors = new QueryVectors(new Embedders(own, previous: null));

        QueryVector word = await vectors.OfAsync("acme", null, null, new() { Query = "word" }, "word", default);
        QueryVector nothing = await vectors.OfAsync("acme", null, null, new() { Query = "." }, ".", default);

        Assert.Equal(8, word.Vector?.Length);
        Assert.Null(nothing.Vector);
    }
}
