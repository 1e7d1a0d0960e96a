using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Ingestions;

/// <summary>The status of one ingestion, and the list of them.</summary>
public abstract class IngestionContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task Get_CompletedIngestion_TellsHowItWent()
    {
        string id = Host.NewId();
        Reply accepted = await Host.PutAsync(id, "a,b\n1,2\n3,4\n", "text/csv");

        JsonElement ingestion = (await Host.GetAsync(accepted.Header("Location")!)).Expect(HttpStatusCode.OK).Json();

        Assert.Equal(id, ingestion.Text("documentId"));
        Assert.Equal("Completed", ingestion.Text("status"));
        Assert.Equal("done", ingestion.Text("stage"));
        Assert.Equal(ingestion.Int("progress.total"), ingestion.Int("progress.done"));
        Assert.Equal("items", ingestion.Text("progress.unit"));
        Assert.True(
            ingestion.At("createdAt").GetDateTimeOffset() < ingestion.At("updatedAt").GetDateTimeOffset());
        Assert.False(ingestion.Has("error"));
    }

    [ContractFact]
    public async Task Get_CompletedIngestion_HasAReceiptThatAddsUp()
    {
        string id = Host.NewId();
        Reply accepted = await Host.PutAsync(id, "a,b\n1,2\n3,4\n", "text/csv");

        JsonElement receipt = (await Host.GetAsync(accepted.Header("Location")!)).Json().At("receipt");

        Assert.Equal(id, receipt.Text("documentId"));
        Assert.Equal(2, receipt.Int("rows"));
        Assert.Equal([id], receipt.Texts("tables"));
        Assert.True(receipt.Int("storedBytes") > 0);
        double units = receipt.At("requestUnits").GetDouble();
        double perActivity = receipt.Items("activities").Sum(each => each.At("requestUnits").GetDouble());
        Assert.InRange(perActivity, 1, units + 0.01);
        Assert.All(receipt.Items("activities"), each => Assert.True(each.Int("attempts") >= each.Int("calls")));
        decimal amounts = receipt.Items("cost.lines").Sum(line => line.At("amount").GetDecimal());
        Assert.Equal(receipt.At("cost.total").GetDecimal(), amounts);
        Assert.Equal(3, receipt.Text("cost.currency").Length);
    }

    [ContractTheory]
    [InlineData("")]
    [InlineData("/events")]
    public async Task Get_MissingIngestion_Is404AndNamesIt(string part)
    {
        string id = $"default-{Host.NewId("missing")}-1";

        Reply reply = await Host.GetAsync($"/v1/ingestions/{id}{part}");

        JsonElement problem = reply.ExpectProblem(HttpStatusCode.NotFound, "not_found");
        Assert.Contains(id, problem.Text("detail"), StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task List_OfADocument_HasItsIngestionsTheNewestFirst()
    {
        string id = Host.NewId();
        string[] ids = [await WriteAsync(id, "one"), await WriteAsync(id, "two"), await WriteAsync(id, "three")];

        List<JsonElement> paged = await Pages.ReadAsync(Host, $"/v1/ingestions?documentId={id}&top=2", "ingestions");

        Assert.Equal(ids.Reverse(), paged.Select(ingestion => ingestion.Text("id")));
        Assert.All(paged, ingestion => Assert.Equal(id, ingestion.Text("documentId")));
    }

    [ContractTheory]
    [InlineData("Completed", 1)]
    [InlineData("completed", 1)]
    [InlineData("Failed", 0)]
    [InlineData("Running", 0)]
    [InlineData("Suspended", 0)]
    public async Task List_ByStatus_HasOnlyThose(string status, int count)
    {
        string id = (await Host.SharedAsync()).Note;

        Reply reply = await Host.GetAsync($"/v1/ingestions?documentId={id}&status={status}");

        Assert.Equal(count, reply.Expect(HttpStatusCode.OK).Json().Items("ingestions").Length);
    }

    [ContractFact]
    public async Task List_ByTime_HasOnlyThoseCreatedInIt()
    {
        string id = Host.NewId();
        string self = (await Host.PutAsync(id, "text", "text/plain")).Header("Location")!;
        DateTimeOffset created = (await Host.GetAsync(self)).Json().At("createdAt").GetDateTimeOffset();

        Assert.Equal(1, await CountAsync(id, "from", created));
        Assert.Equal(0, await CountAsync(id, "from", created.AddSeconds(1)));
        Assert.Equal(1, await CountAsync(id, "to", created.AddSeconds(1)));
        Assert.Equal(0, await CountAsync(id, "to", created.AddSeconds(-1)));
    }

    [ContractTheory]
    [InlineData("status", "Sleeping")]
    [InlineData("status", "99")]
    [InlineData("top", "0")]
    [InlineData("top", "501")]
    [InlineData("from", "yesterday")]
    [InlineData("to", "2026-13-01")]
    [InlineData("continuation", "made-up")]
    public async Task List_InvalidParameter_Is400AndNamesIt(string field, string value)
    {
        Reply reply = await Host.GetAsync($"/v1/ingestions?{field}={value}");

        reply.ExpectInvalid(field);
    }

    private async Task<string> WriteAsync(string id, string text) =>
        (await Host.PutAsync(id, text, "text/plain")).Json().Text("id");

    private async Task<int> CountAsync(string id, string bound, DateTimeOffset instant)
    {
        string target = $"/v1/ingestions?documentId={id}&{bound}={Uri.EscapeDataString(instant.ToString("O"))}";
        return (await Host.GetAsync(target)).Expect(HttpStatusCode.OK).Json().Items("ingestions").Length;
    }
}

[Collection(HostNames.InProcess)]
public sealed class IngestionInProcess(InProcessHost host, ITestOutputHelper output) : IngestionContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class IngestionOnKestrel(KestrelHost host, ITestOutputHelper output) : IngestionContract(host, output);

[Collection(HostNames.Remote)]
public sealed class IngestionRemotely(RemoteHost host, ITestOutputHelper output) : IngestionContract(host, output);
