using System.Collections;
using System.Text.Json;

namespace Trivium.Extraction.Json;

/// <summary>A table of JSON objects. Values keep their JSON types.</summary>
internal sealed class JsonTable(IReadOnlyList<JsonElement> objects, IReadOnlyList<JsonLayoutColumn> layout)
    : IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>
{
    private readonly JsonRow rows = new(layout);

    public int Count => objects.Count;

    public IReadOnlyDictionary<string, JsonElement> this[int index] => rows.Of(objects[index]);

    /// <summary>A table of objects that are all here.</summary>
    public static ExtractedTable Create(string name, IReadOnlyList<JsonElement> objects, int? section)
    {
        var survey = new JsonSurvey();
        foreach (var row in objects)
            survey.Add(row);
        var (layout, columns) = survey.Complete();
        return new ExtractedTable
        {
            Name = name,
            Columns = columns,
            Rows = new JsonTable(objects, layout),
            SectionIndex = section,
        };
    }

    public IEnumerator<IReadOnlyDictionary<string, JsonElement>> GetEnumerator() =>
        objects.Select(rows.Of).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
