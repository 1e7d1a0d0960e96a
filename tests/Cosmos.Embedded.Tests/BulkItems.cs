using System.Text;

namespace Trivium.Cosmos.Embedded.Tests;

/// <summary>Fills a container with many items.</summary>
internal static class BulkItems
{
    private const int OperationsPerBatch = 100;

    /// <summary>Makes the container <c>items</c> with key <c>/pk</c> in the database <c>db</c>.</summary>
    public static async Task MakeContainer(RawHttp http)
    {
        Assert.Equal(201, (await http.Send("POST", "/dbs", """{"id":"db"}""")).Status);
        const string definition = """{"id":"items","partitionKey":{"paths":["/pk"]}}""";
        Assert.Equal(201, (await http.Send("POST", "/dbs/db/colls", definition)).Status);
    }

    /// <summary>Writes items with the ids 0, 1, … of one partition, in transactional batches of 100.</summary>
    public static async Task Write(RawHttp http, int count, string text)
    {
        for (var first = 0; first < count; first += OperationsPerBatch)
        {
            var batch = new StringBuilder("[");
            for (var id = first; id < Math.Min(count, first + OperationsPerBatch); id++)
            {
                var item = $$"""{"id":"{{id}}","pk":"a","n":{{id}},"text":"{{text}}"}""";
                batch.Append(id == first ? "" : ",")
                    .Append("{\"operationType\":\"Upsert\",\"resourceBody\":").Append(item).Append('}');
            }
            var (status, _) = await http.Send(
                "POST", "/dbs/db/colls/items/docs", batch.Append(']').ToString(),
                ("x-ms-cosmos-is-batch-request", "True"), ("x-ms-cosmos-batch-atomic", "True"),
                ("x-ms-documentdb-partitionkey", "[\"a\"]"));
            Assert.Equal(200, status);
        }
    }
}
