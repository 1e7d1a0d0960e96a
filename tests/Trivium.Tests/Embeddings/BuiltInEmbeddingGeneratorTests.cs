using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using Trivium.Embeddings;

namespace Trivium.Tests.Embeddings;

public sealed class BuiltInEmbeddingGeneratorTests
{
    private static readonly BuiltInEmbeddingGenerator Generator = new();

    [Theory]
    [InlineData("Serverless functions scale to zero.")]
    [InlineData("サーバーレスの関数は使った分だけ課金されます。")]
    [InlineData("Azure Functions の従量課金プラン")]
    [InlineData("x")]
    [InlineData("税")]
    [InlineData("zzxqwv")]
    public async Task Generate_AnyText_HasLengthOne(string text)
    {
        var vector = await VectorOf(text);

        Assert.Equal(BuiltInEmbeddingGenerator.Dimensions, vector.Length);
        Assert.Equal(1, TensorPrimitives.Norm(vector.AsSpan()), 0.002f);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n。!?")]
    [InlineData("\uD800")]
    public async Task Generate_NothingToCompare_GivesTheFixedVector(string text)
    {
        var vector = await VectorOf(text);

        Assert.Equal(1, vector[^1]);
        Assert.Equal(1, TensorPrimitives.Norm(vector.AsSpan()));
    }

    /// <summary>Stored vectors were made like this, on whatever machine: who changes it gives the model another name.</summary>
    [Theory]
    [InlineData("Serverless 課金モデル: pay per use", "a18be79902b61c6a")]
    [InlineData("The function isn't run; it's billed by the millisecond.", "0924f8cbfedbea69")]
    [InlineData("関数はイベントが届いたときに実行され、使った分だけ課金されます。", "45faf9d8daed0b2c")]
    public async Task Generate_Vector_IsTheSameForEver(string text, string hash)
    {
        var components = (await VectorOf(text)).Select(component => (int)MathF.Round(component * 10_000));

        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', components))))[..16]);
    }

    [Theory]
    [InlineData("How are functions billed?", "Billing of a function by execution time and memory.", "A recipe for tomato soup with basil.")]
    [InlineData("doctor", "physician", "bicycle")]
    [InlineData("課金の仕組み", "従量課金では使った分だけ課金されます。", "富士山は日本で一番高い山です。")]
    [InlineData("コールドスタート", "コールドスタートを短くする方法", "データベースの索引について")]
    public async Task Generate_RelatedTexts_AreNearer(string text, string near, string far)
    {
        var vector = await VectorOf(text);

        var (nearVector, farVector) = (await VectorOf(near), await VectorOf(far));
        Assert.True(
            TensorPrimitives.CosineSimilarity<float>(vector, nearVector)
            > TensorPrimitives.CosineSimilarity<float>(vector, farVector) + 0.05f);
    }

    [Fact]
    public async Task Generate_WidthAndCase_DoNotMatter() =>
        Assert.Equal(await VectorOf("azure ガイド"), await VectorOf("ＡＺＵＲＥ ｶﾞｲﾄﾞ"));

    [Fact]
    public async Task Generate_Texts_KeepTheirOrder()
    {
        var embeddings = await Generator.GenerateAsync(["one", "two"]);

        Assert.Equal(2, embeddings.Count);
        Assert.Equal(await VectorOf("two"), embeddings[1].Vector.ToArray());
    }

    [Fact]
    public async Task Generate_OtherDimensions_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => Generator.GenerateAsync(["x"], new EmbeddingGenerationOptions { Dimensions = 512 }));

    [Fact]
    public async Task Generate_Cancelled_Stops() =>
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => Generator.GenerateAsync(["x"], cancellationToken: new CancellationToken(true)));

    [Fact]
    public void Metadata_NamesModelVersionAndDimensions()
    {
        Assert.Equal("trivium-ngram-2", ((IEmbeddingGenerator)Generator).GetService<EmbeddingGeneratorMetadata>()?.DefaultModelId);
        Assert.Equal(1024, ((IEmbeddingGenerator)Generator).GetService<EmbeddingGeneratorMetadata>()?.DefaultModelDimensions);
    }

    [Fact]
    public void WordList_EveryWord_IsFoundAtItsRank()
    {
        using var stream = typeof(WordList).Assembly.GetManifestResourceStream("word-vectors-en/words.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        for (var rank = 0; rank < WordList.Shared.Count; rank++)
        {
            var word = reader.ReadLine()!;
            Assert.Equal(rank, WordList.Shared.IndexOf(word));
            Assert.Equal(rank, WordList.Shared.Find(FeatureHash.Of(word.AsSpan())).Rank);
        }

        Assert.Null(reader.ReadLine());
        Assert.Equal(-1, WordList.Shared.IndexOf("serverless"));
        Assert.Equal(-1, WordList.Shared.Find(FeatureHash.Of("serverless".AsSpan())).Rank);
        Assert.Equal(-1, WordList.Shared.IndexOf(new string('あ', 100)));
    }

    [Fact]
    public async Task Generate_TextsOneAfterAnother_HaveTheVectorsTheyHaveAlone()
    {
        string[] texts = ["A long text. " + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"word{i} 語{i} ")), "short", "", "短い", "x"];

        var together = await Generator.GenerateAsync(texts);

        for (var i = 0; i < texts.Length; i++)
            Assert.Equal(await VectorOf(texts[i]), together[i].Vector.ToArray());
    }

    private static async Task<float[]> VectorOf(string text) => (await Generator.GenerateAsync([text]))[0].Vector.ToArray();
}
