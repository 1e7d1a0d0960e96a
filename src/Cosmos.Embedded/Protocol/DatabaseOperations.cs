using System.Text.Json;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Storage;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>Creates, reads, lists and deletes databases.</summary>
internal sealed class DatabaseOperations(Engine engine)
{
    public async ValueTask<CosmosResponse> Feed(CosmosRequest request, CancellationToken cancellationToken)
    {
        // Clients list by GET, and by POST with a query; every query is answered with the whole list.
        if (request.Method == "POST" && !request.IsTrue(HeaderNames.IsQuery))
            return await Create(request, cancellationToken).ConfigureAwait(false);
        if (request.Method is not ("GET" or "POST"))
            throw RequestFailure.MethodNotAllowed($"{request.Method} is not allowed on databases; use GET or POST.");
        var databases = MetadataQuery.Filter(request, engine.Current.Databases.Values, database => database.Name);
        var body = Feeds.Write("", "Databases", [.. databases.Select(Body)]);
        return Answer(new CosmosResponse(200, body), isWrite: false)
            .With(HeaderNames.ItemCount, MetadataQuery.Count(databases));
    }

    public async ValueTask<CosmosResponse> One(CosmosRequest request, string name, CancellationToken cancellationToken)
    {
        switch (request.Method)
        {
            case "GET":
                var database = engine.Current.Database(name);
                return Answer(new CosmosResponse(200, Body(database)), isWrite: false)
                    .With(HeaderNames.ETag, database.ETag);
            case "DELETE":
                await engine.Writer.Write(
                    transaction =>
                    {
                        var doomed = transaction.State.Database(name);
                        var state = transaction.State;
                        transaction.State = state with { Databases = state.Databases.Remove(doomed.Name) };
                        transaction.Record(new StorageChange.DropDatabase(doomed.Number));
                        return true;
                    },
                    cancellationToken).ConfigureAwait(false);
                return Answer(new CosmosResponse(204), isWrite: true);
            default:
                throw RequestFailure.MethodNotAllowed(
                    $"{request.Method} is not allowed on a database; use GET or DELETE.");
        }
    }

    private async ValueTask<CosmosResponse> Create(CosmosRequest request, CancellationToken cancellationToken)
    {
        var json = JsonText.ParseObject(request.Body, "database definition");
        if (json["id"]?.GetValueKind() != JsonValueKind.String)
            throw RequestFailure.BadRequest("The database definition has no string 'id'.");
        var name = (string)json["id"]!;
        ResourceName.Check(name);
        var throughput = OfferOperations.Throughput(request);
        var database = await engine.Writer.Write(
            transaction =>
            {
                if (transaction.State.Databases.ContainsKey(name))
                    throw RequestFailure.Conflict($"A database '{name}' exists already.");
                var made = new DatabaseState((uint)transaction.NextKey(), name, transaction.NowSeconds, throughput);
                transaction.State = transaction.State.With(made);
                transaction.Record(new StorageChange.PutDatabase(made));
                return made;
            },
            cancellationToken).ConfigureAwait(false);
        return Answer(new CosmosResponse(201, Body(database)), isWrite: true).With(HeaderNames.ETag, database.ETag);
    }

    private static CosmosResponse Answer(CosmosResponse response, bool isWrite) =>
        response.With(HeaderNames.RequestCharge, RequestCharge.Format(RequestCharge.Metadata(isWrite)));

    private static byte[] Body(DatabaseState database) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", database.Name);
        writer.WriteString("_rid", database.Rid);
        writer.WriteString("_self", $"dbs/{database.Rid}/");
        writer.WriteString("_etag", database.ETag);
        writer.WriteString("_colls", "colls/");
        writer.WriteString("_users", "users/");
        writer.WriteNumber("_ts", database.Timestamp);
        writer.WriteEndObject();
    });
}
