using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Verification;

/// <summary>A tenant's catalog as it was read, item after item, while others went on changing it.</summary>
internal sealed class CatalogPicture
{
    private readonly HashSet<long> _generations = [];
    private readonly HashSet<string> _sources = new(StringComparer.Ordinal);

    private CatalogPicture(ControlItem control) => Control = control;

    /// <summary>Read first: a generation handed out later is not judged.</summary>
    public ControlItem Control { get; }

    public List<HeadItem> Heads { get; } = [];

    public List<GenerationItem> Generations { get; } = [];

    public static async Task<CatalogPicture> ReadAsync(
        TriviumDatabase database, string tenant, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        PartitionKey key = PartitionKeys.Catalog(tenant);
        ControlItem control = await database.Catalog.ReadOrNullAsync<ControlItem>(
            ControlItem.ControlId, key, meter, cancellationToken) ?? new() { Tenant = tenant };
        var picture = new CatalogPicture(control);
        IAsyncEnumerable<JsonElement> items = database.Catalog.QueryAsync<JsonElement>(
            new("SELECT * FROM c"), key, meter, cancellationToken);
        await foreach (JsonElement item in items) picture.Add(item);
        return picture;
    }

    public bool Knows(long generation) => _generations.Contains(generation);

    public bool KnowsSource(string sourceId) => _sources.Contains(sourceId);

    private void Add(JsonElement item)
    {
        switch (item.GetProperty("kind").GetString())
        {
            case "head":
                HeadItem head = item.Deserialize<HeadItem>(CosmosJson.Options)!;
                Heads.Add(head);
                if (head.Current is { } current)
                {
                    _generations.Add(current.Generation);
                    _sources.Add(current.SourceId);
                }

                if (head.Pending?.Source is { } pending) _sources.Add(pending.SourceId);
                break;
            case "generation":
                GenerationItem generation = item.Deserialize<GenerationItem>(CosmosJson.Options)!;
                Generations.Add(generation);
                _generations.Add(generation.Generation);
                if (generation.SourceId is { } source) _sources.Add(source);
                break;
            case "source":
                _sources.Add(item.Deserialize<SourceMarker>(CosmosJson.Options)!.SourceId);
                break;
            default:
                break;
        }
    }
}
