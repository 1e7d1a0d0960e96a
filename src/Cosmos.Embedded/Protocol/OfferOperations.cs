using System.Globalization;
using System.Text.Json;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Storage;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>Throughput, as kept for clients that ask. The engine itself has no request-unit budget.</summary>
internal sealed class OfferOperations(Engine engine)
{
    // The service's least; what a container has that was made without a number.
    private const int ThroughputDefault = 400;

    private const int ThroughputMax = 1_000_000;

    /// <summary>The throughput that the request asks for, or null.</summary>
    public static int? Throughput(CosmosRequest request)
    {
        if (request.Header(HeaderNames.OfferThroughput) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value is >= ThroughputDefault and <= ThroughputMax
            ? value
            : throw RequestFailure.BadRequest(
                $"The throughput '{text}' is not from {ThroughputDefault} to {ThroughputMax}.");
    }

    public CosmosResponse Query(CosmosRequest request)
    {
        var wanted = request.Body.IsEmpty ? null : TargetRid(request.Body);
        var offers = Containers()
            .Where(container => container.Throughput is not null && (wanted is null || container.Rid == wanted))
            .Select(Body).ToList();
        return Answer(Feeds.Write("", "Offers", offers)).With(HeaderNames.ItemCount, MetadataQuery.Count(offers));
    }

    public async ValueTask<CosmosResponse> One(CosmosRequest request, string id, CancellationToken cancellationToken)
    {
        var container = Containers().FirstOrDefault(container => OfferId(container) == id)
            ?? throw RequestFailure.NotFound($"There is no offer '{id}'.");
        if (request.Method == "GET")
            return Answer(Body(container));
        if (request.Method != "PUT")
            throw RequestFailure.MethodNotAllowed($"{request.Method} is not allowed on an offer; use GET or PUT.");
        var throughput = OfferThroughput(request.Body);
        var replaced = await engine.Writer.Write(
            transaction =>
            {
                var parent = transaction.State.Databases.Values.FirstOrDefault(one =>
                    one.Number == container.DatabaseNumber)
                    ?? throw RequestFailure.NotFound($"There is no offer '{id}'.");
                var current = transaction.State.Container(parent.Name, container.Definition.Id);
                var changed = current with { Throughput = throughput };
                transaction.State = transaction.State.With(parent.Name, changed);
                transaction.Record(new StorageChange.PutContainer(changed));
                return changed;
            },
            cancellationToken).ConfigureAwait(false);
        return Answer(Body(replaced));
    }

    private IEnumerable<ContainerState> Containers() =>
        engine.Current.Databases.Values.SelectMany(database => database.Containers.Values);

    private static string OfferId(ContainerState container) => $"o{container.Number:x}";

    private static CosmosResponse Answer(byte[] body) => new CosmosResponse(200, body)
        .With(HeaderNames.RequestCharge, RequestCharge.Format(RequestCharge.Metadata(isWrite: false)));

    private static string? TargetRid(ReadOnlyMemory<byte> body)
    {
        using var document = JsonText.Parse(body, "offer query");
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("parameters", out var parameters)
            || parameters.ValueKind != JsonValueKind.Array)
            return null;
        return parameters.EnumerateArray()
            .Where(one => one.ValueKind == JsonValueKind.Object && one.TryGetProperty("value", out var value)
                && value.ValueKind == JsonValueKind.String)
            .Select(one => one.GetProperty("value").GetString())
            .FirstOrDefault();
    }

    private static int OfferThroughput(ReadOnlyMemory<byte> body)
    {
        using var document = JsonText.Parse(body, "offer");
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("content", out var content)
                && content.ValueKind == JsonValueKind.Object
            && content.TryGetProperty("offerThroughput", out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var throughput) && throughput is >= ThroughputDefault and <= ThroughputMax
                ? throughput
                : throw RequestFailure.BadRequest(
                    $"The offer needs content.offerThroughput from {ThroughputDefault} to {ThroughputMax}.");
    }

    private static byte[] Body(ContainerState container) => JsonText.Write(writer =>
    {
        var id = OfferId(container);
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("_rid", id);
        writer.WriteString("_self", $"offers/{id}/");
        writer.WriteString("_etag", container.ETag);
        writer.WriteNumber("_ts", container.Timestamp);
        writer.WriteString("offerVersion", "V2");
        writer.WriteString("offerType", "Invalid");
        writer.WriteString("resource", $"dbs/{ResourceId.Database(container.DatabaseNumber)}/colls/{container.Rid}/");
        writer.WriteString("offerResourceId", container.Rid);
        writer.WriteStartObject("content");
        writer.WriteNumber("offerThroughput", container.Throughput ?? ThroughputDefault);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}
