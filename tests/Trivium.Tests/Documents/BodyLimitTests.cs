using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Documents;

public sealed class BodyLimitTests
{
    private const int LimitBytes = 3 * 1024 * 1024;

    [Theory]
    [InlineData("text/plain", true)]
    [InlineData("text/plain", false)]
    [InlineData("application/vnd.trivium.document+json", false)]
    public async Task Post_BodyOverTheLimit_IsRefusedAndLeavesNothing(string contentType, bool lengthIsKnown)
    {
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync(configure: options => options.BodySizeBytesMax = LimitBytes);
        byte[] bytes = new byte[LimitBytes + 1];
        Array.Fill(bytes, (byte)' ');
        bytes[0] = (byte)'{';
        object body = lengthIsKnown ? bytes : new LengthlessStream(bytes);

        ExpressResponse response = await app.SendAsync("POST", "/v1/documents", body, ("Content-Type", contentType));

        Assert.True(response.Status == 413, response.ToString());
        Assert.Equal("too_large", response.Json().GetProperty("code").GetString());
        Assert.Contains($"larger than {LimitBytes} bytes", response.Json().GetProperty("detail").GetString());
        Assert.Equal(0, await app.CountDocumentItemsAsync());
    }

    [Fact]
    public async Task Post_BodyOfExactlyTheLimit_IsTaken()
    {
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync(configure: options => options.BodySizeBytesMax = LimitBytes);
        byte[] bytes = new byte[LimitBytes];
        Array.Fill(bytes, (byte)'a');

        ExpressResponse response = await app.SendAsync(
            "PUT", "/v1/documents/d", new LengthlessStream(bytes), ("Content-Type", "text/plain"));

        Assert.True(response.Status == 202, response.ToString());
        Assert.Equal(3, await app.Database.Documents.CountAsync("c.kind = 'part'"));
    }

    /// <summary>A body sent in chunks: nobody knows how long it will be.</summary>
    private sealed class LengthlessStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
