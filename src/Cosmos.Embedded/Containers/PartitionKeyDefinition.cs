using System.Text;
using System.Text.Json;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>A container's partition key: its paths, and how values at them become an effective partition key.</summary>
internal sealed record PartitionKeyDefinition(IReadOnlyList<PropertyPath> Paths, PartitionKeyKind Kind)
{
    /// <summary>The service's limit on the levels of a hierarchical key.</summary>
    public const int LevelsMax = 3;

    /// <summary>The service's limit on one level's value.</summary>
    public const int ValueBytesMax = 2048;

    /// <summary>Reads the values that an item has at the paths.</summary>
    public PartitionKeyPart[] Extract(JsonElement item)
    {
        var parts = new PartitionKeyPart[Paths.Count];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = PartitionKeyPart.From(Paths[i].Find(item));
        return parts;
    }

    public string Epk(IReadOnlyList<PartitionKeyPart> parts) => EffectivePartitionKey.Of(Kind, parts);

    /// <summary>
    /// Reads the partition key header: a JSON array with a value for each level, or for the first levels.
    /// </summary>
    /// <exception cref="RequestFailure">400 for anything else.</exception>
    public PartitionKeyPart[] ParseHeader(string header)
    {
        using var document = JsonText.Parse(Encoding.UTF8.GetBytes(header), "partition key header");
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw RequestFailure.BadRequest($"The partition key header must be a JSON array; it is {header}.");
        if (document.RootElement.GetArrayLength() > Paths.Count)
        {
            throw RequestFailure.PartitionKeyMismatch(
                $"The partition key {header} has more values than the container has levels ({Paths.Count}).");
        }
        return [.. document.RootElement.EnumerateArray().Select(part => ParsePart(part, header))];
    }

    /// <summary>Reads the header of an operation on one item, which must name every level.</summary>
    /// <exception cref="RequestFailure">400 when it is missing or incomplete.</exception>
    public string FullEpk(string? header)
    {
        if (header is null)
            throw RequestFailure.BadRequest(
                $"The {HeaderNames.PartitionKey} header is missing; this operation needs it.");
        var parts = ParseHeader(header);
        // "No partition key" is written as one empty object whatever the number of levels.
        if (parts.Length == 1 && parts[0].Kind == JsonValueKind.Undefined)
            parts = [.. Enumerable.Repeat(PartitionKeyPart.Undefined, Paths.Count)];
        if (parts.Length != Paths.Count)
        {
            throw RequestFailure.PartitionKeyMismatch(
                $"The partition key {header} has {parts.Length} values but the container has {Paths.Count} levels.");
        }
        return Epk(parts);
    }

    private static PartitionKeyPart ParsePart(JsonElement part, string header)
    {
        try
        {
            var isEmptyObject = part.ValueKind == JsonValueKind.Object && !part.EnumerateObject().Any();
            if (part.ValueKind == JsonValueKind.Array || (part.ValueKind == JsonValueKind.Object && !isEmptyObject))
                throw RequestFailure.BadRequest(
                    $"A partition key value must be a string, number, boolean, null or {{}}: {header}.");
            var value = PartitionKeyPart.From(part);
            CheckSize(value);
            return value;
        }
        catch (InvalidOperationException error)
        {
            throw JsonText.Invalid("partition key header", error.Message);
        }
    }

    public static void CheckSize(PartitionKeyPart part)
    {
        if (part.Text is { } text && Encoding.UTF8.GetByteCount(text) is var bytes and > ValueBytesMax)
            throw RequestFailure.BadRequest($"A partition key value has {bytes} bytes; the limit is {ValueBytesMax}.");
    }
}
