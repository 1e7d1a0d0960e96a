using System.Runtime.InteropServices;
using System.Text.Json;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Search;

/// <summary>What the search index needs of one item, decoded once: when it is written, outside the writer.</summary>
/// <param name="Schema">What it was decoded for.</param>
/// <param name="Vectors">For each vector path the vector; null without one of the declared dimensions.</param>
/// <param name="Texts">For each full-text path the words.</param>
/// <param name="Projection">The properties that filters may look at, as a JSON object.</param>
/// <param name="IsCut">Whether properties were too large for the projection.</param>
internal sealed record SearchFeatures(
    SearchSchema Schema, IReadOnlyList<float[]?> Vectors, IReadOnlyList<TextStatistics> Texts, byte[] Projection,
    bool IsCut)
{
    // What is longer is prose or a table: nobody filters by it, and it would be the larger part of the index.
    private const int ProjectedValueBytesMax = 1024;

    // Bounds the index against items of thousands of properties.
    private const int ProjectionBytesMax = 8 * 1024;

    /// <summary>About how much memory they take.</summary>
    public long Bytes => Projection.Length + Vectors.Sum(vector => (long)(vector?.Length ?? 0) * sizeof(float))
        + Texts.Sum(text => (long)text.Words.Length * (sizeof(ulong) + sizeof(ushort)));

    public static SearchFeatures Of(SearchSchema schema, StoredItem item)
    {
        using var document = JsonDocument.Parse(item.Body, JsonText.ReadOptions);
        return Of(schema, document.RootElement);
    }

    public static SearchFeatures Of(SearchSchema schema, JsonElement item)
    {
        var isCut = false;
        var projected = 0;
        var projection = JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var property in item.EnumerateObject())
            {
                if (!schema.Projects(property.Name))
                    continue;
                var bytes = JsonMarshal.GetRawUtf8Value(property.Value).Length;
                if (bytes > ProjectedValueBytesMax || projected + bytes > ProjectionBytesMax)
                {
                    isCut = true;
                    continue;
                }
                projected += bytes;
                property.WriteTo(writer);
            }
            writer.WriteEndObject();
        });
        return new SearchFeatures(
            schema, [.. schema.Vectors.Select(vector => Vector(vector, item))],
            [.. schema.Texts.Select(path => Words(path, item))], projection, isCut);
    }

    /// <summary>The vector at the path; null when it is not one of the declared dimensions.</summary>
    public static float[]? Vector(VectorEmbedding embedding, JsonElement item)
    {
        var array = embedding.Path.Find(item);
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() != embedding.Dimensions)
            return null;
        var vector = new float[embedding.Dimensions];
        var index = 0;
        foreach (var number in array.EnumerateArray())
        {
            if (number.ValueKind != JsonValueKind.Number)
                return null;
            vector[index++] = (float)number.GetDouble();
        }
        return vector;
    }

    /// <summary>The words of the text at the path; none when it is no text.</summary>
    public static TextStatistics Words(PropertyPath path, JsonElement item) =>
        path.Find(item) is { ValueKind: JsonValueKind.String } text
            ? TextStatistics.Of(text.GetString()!) : TextStatistics.None;
}
