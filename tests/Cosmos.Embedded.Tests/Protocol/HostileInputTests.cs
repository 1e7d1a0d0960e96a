using System.Text;
using Trivium.Cosmos.Embedded.Batches;

namespace Trivium.Cosmos.Embedded.Tests.Protocol;

public sealed class HostileInputTests : CosmosTest
{
    private static readonly (string, string) Key = ("x-ms-documentdb-partitionkey", "[\"a\"]");

    public static TheoryData<string, string, int> Bodies => new()
    {
        { "not JSON", "{", 400 },
        { "empty", "", 400 },
        { "an array", "[1]", 400 },
        { "no id", """{"pk":"a"}""", 400 },
        { "id of another type", """{"id":1,"pk":"a"}""", 400 },
        { "empty id", """{"id":"","pk":"a"}""", 400 },
        { "id with slash", """{"id":"a/b","pk":"a"}""", 400 },
        { "id too long", $$"""{"id":"{{new string('x', 1024)}}","pk":"a"}""", 400 },
        { "longest id", $$"""{"id":"{{new string('x', 1023)}}","pk":"a"}""", 201 },
        { "lone surrogate", """{"id":"1","pk":"a","t":"\ud800"}""", 400 },
        { "lone surrogate in a name", """{"id":"1","pk":"a","\udfff":1}""", 400 },
        { "name twice", """{"id":"1","id":"2","pk":"a"}""", 400 },
        { "ttl of zero", """{"id":"1","pk":"a","ttl":0}""", 400 },
        { "nested 128 levels", Nested(128), 201 },
        { "nested 129 levels", Nested(129), 400 },
        { "nested a million levels", $$"""{"id":"1","pk":"a","x":{{new string('[', 1_000_000)}}}""", 400 },
        { "trailing comma", """{"id":"1","pk":"a",}""", 400 },
        { "number beyond double", """{"id":"1","pk":"a","n":1e999}""", 400 },
        { "two megabytes and a byte",
            $$"""{"id":"1","pk":"a","x":"{{new string('x', 2 * 1024 * 1024 - 25)}}"}""", 413 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task CreateItem_Body_IsAnsweredInKind(string _, string body, int expected)
    {
        await NewContainer();
        using var http = new RawHttp(Engine);
        var (status, answer) = await http.Send("POST", "/dbs/db/colls/items/docs", body, Key);
        Assert.Equal(expected, status);
        if (expected != 201)
            Assert.StartsWith("{\"code\":", answer);
    }

    [Fact]
    public async Task CreateItem_NotUtf8_IsBadRequest()
    {
        await NewContainer();
        using var http = new RawHttp(Engine);
        var (status, _) = await http.SendBytes(
            "POST", "/dbs/db/colls/items/docs",
                [.. "{\"id\":\"1\",\"pk\":\"a\",\"t\":\""u8, 0xC3, 0x28, .. "\"}"u8], Key);
        Assert.Equal(400, status);
    }

    [Fact]
    public async Task CreateItem_BodyOfAHundredMegabytes_IsTooLarge()
    {
        await NewContainer();
        using var http = new RawHttp(Engine);
        var (status, _) = await http.SendBytes("POST", "/dbs/db/colls/items/docs", new byte[100 * 1024 * 1024], Key);
        Assert.Equal(413, status);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("7")]
    [InlineData("[[1]]")]
    [InlineData("[{\"a\":1}]")]
    [InlineData("[\"a\",\"b\"]")]
    [InlineData("[]")]
    [InlineData("[\"\\ud800\"]")]
    public async Task ReadItem_BadPartitionKeyHeader_IsBadRequest(string key)
    {
        await NewContainer();
        using var http = new RawHttp(Engine);
        var (status, _) =
            await http.Send("GET", "/dbs/db/colls/items/docs/1", null, ("x-ms-documentdb-partitionkey", key));
        Assert.Equal(400, status);
    }

    [Theory]
    [InlineData("GET", "/dbs/db/colls/items/docs/1", 400)]
    [InlineData("GET", "/dbs/db/colls/items/docs/%C3%28", 400)]
    [InlineData("GET", "/dbs/db/colls/none/docs", 404)]
    [InlineData("GET", "/dbs/none/colls/items", 404)]
    [InlineData("GET", "/nothing/here", 404)]
    [InlineData("POST", "/dbs/db/colls/items/sprocs", 404)]
    [InlineData("DELETE", "/dbs", 405)]
    [InlineData("TRACE", "/dbs/db/colls/items", 405)]
    [InlineData("POST", "/dbs", 400)]
    public async Task Send_OddRequest_IsAnsweredInKind(string method, string path, int expected)
    {
        await NewContainer();
        using var http = new RawHttp(Engine);
        var (status, body) = await http.Send(method, path, method == "POST" ? "{}" : null);
        Assert.True(expected == status, $"{status}: {body}");
    }

    [Theory]
    [InlineData("x-ms-max-item-count", "many")]
    [InlineData("x-ms-max-item-count", "0")]
    [InlineData("x-ms-documentdb-partitionkey", "[")]
    [InlineData("x-ms-continuation", "%%%")]
    public async Task Query_BadHeader_IsBadRequest(string name, string value)
    {
        await NewContainer();
        using var http = new RawHttp(Engine);
        var (status, _) = await http.Send(
            "POST", "/dbs/db/colls/items/docs", """{"query":"SELECT * FROM c"}""", ("x-ms-documentdb-isquery",
                "True"), (name, value));
        Assert.Equal(400, status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"query":7}""")]
    [InlineData("""{"query":"SELECT 1","parameters":7}""")]
    [InlineData("""{"query":"SELECT 1","parameters":[7]}""")]
    [InlineData("""{"query":"SELECT 1","parameters":[{"name":"x"}]}""")]
    [InlineData("""{"query":"\ud800"}""")]
    [InlineData("")]
    public async Task Query_BadBody_IsBadRequest(string body)
    {
        await NewContainer();
        using var http = new RawHttp(Engine);
        var (status, _) =
            await http.Send("POST", "/dbs/db/colls/items/docs", body, ("x-ms-documentdb-isquery", "True"));
        Assert.Equal(400, status);
    }

    [Fact]
    public async Task Query_NestedParenthesesWithoutEnd_IsBadRequest()
    {
        await NewContainer();
        using var http = new RawHttp(Engine);
        var query = $$"""{"query":"SELECT {{new string('(', 200_000)}}"}""";
        var (status, _) =
            await http.Send("POST", "/dbs/db/colls/items/docs", query, ("x-ms-documentdb-isquery", "True"));
        Assert.Equal(400, status);
    }

    [Fact]
    public async Task Batch_DamagedAnywhere_IsBadRequestOrHarmless()
    {
        await NewContainer();
        using var http = new RawHttp(Engine);
        var random = new Random(11);
        var good = HybridRowSample();
        for (var i = 0; i < 300; i++)
        {
            var bad = good.ToArray();
            bad[random.Next(bad.Length)] ^= (byte)(1 << random.Next(8));
            var cut = bad[..random.Next(1, bad.Length)];
            var (status, body) = await http.SendBytes(
                "POST", "/dbs/db/colls/items/docs", i % 2 == 0 ? bad : cut, ("x-ms-cosmos-is-batch-request", "True"),
                ("x-ms-cosmos-batch-atomic", "True"), Key);
            Assert.True(status is 400, $"{status} after change {i}: {Encoding.UTF8.GetString(body)}");
        }
    }

    private static string Nested(int levels) =>
        $$"""{"id":"1","pk":"a","x":{{new string('[', levels - 1)}}{{new string(']', levels - 1)}}}""";

    // One Create of {"id":"1","pk":"a"} as the SDK writes it.
    private static byte[] HybridRowSample()
    {
        var body = """{"id":"1","pk":"a"}"""u8;
        byte[] row = [0x81, 0x70, 0x54, 0xE1, 0x7F, 0b0100_0011, 0, 0, 0, 0, 2, 0, 0, 0, (byte)body.Length, .. body];
        return [0x81, 0xF0, 0xD8, 0xFF, 0x7F, 0x01, 0x0A, 0, 0, 0, 0x81, 0xF1, 0xD8, 0xFF, 0x7F,
            .. BitConverter.GetBytes(row.Length), .. BitConverter.GetBytes(Crc32.Of(row)), .. row];
    }
}
