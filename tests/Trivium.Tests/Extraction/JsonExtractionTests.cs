namespace Trivium.Tests.Extraction;

public sealed class JsonExtractionTests
{
    private const string Json = "application/json";

    [Fact]
    public void Extract_ArrayOfObjects_IsATable()
    {
        var document = Sources.Extract(
            """
            [
              {"id": 1, "Unit Price": 1.5, "day": "2025-01-01", "on": true, "tags": ["a"], "mixed": 1},
              {"id": 2, "Unit Price": 2, "day": "2025-01-02T00:00:00Z", "on": null, "tags": {"b": 1}, "mixed": "x", "late": "007"}
            ]
            """,
            Json,
            "plans.json");

        var table = Assert.Single(document.Tables);
        Assert.Equal("plans", table.Name);
        Assert.Equal(
            "id:integer, unit_price:number, day:datetime, on_:boolean?, tags:json, mixed:json, late:string?",
            Sources.Columns(table));
        Assert.Equal(
            """id=2, unit_price=2, day="2025-01-02T00:00:00Z", tags={"b": 1}, mixed="x", late="007" """.Trim(),
            Sources.Row(table, 1));
        Assert.Equal("Unit Price", table.Columns[1].Label);
    }

    [Fact]
    public void Extract_ArrayOfScalars_IsATableOfItems()
    {
        var table = Assert.Single(Sources.Extract("[1, 2.5, null]", Json).Tables);

        Assert.Equal("item:number?", Sources.Columns(table));
        Assert.Equal(3, table.Rows.Count);
    }

    [Fact]
    public void Extract_Object_IsItsTablesAndARowOfTheRest()
    {
        var tables = Sources.Extract(
            """{"version": 3, "regions": [{"name": "tokyo"}, {"name": "osaka"}], "flags": [1]}""", Json, "config.json").Tables;

        Assert.Equal(["config", "regions"], tables.Select(table => table.Name).Order());
        Assert.Equal("version=3, flags=[1]", Sources.Row(tables[0], 0));
        Assert.Equal("""name="osaka" """.Trim(), Sources.Row(tables[1], 1));
    }

    [Fact]
    public void Extract_PropertyThatIsThereTwice_TheLastCounts() =>
        Assert.Equal("a=2", Sources.Row(Assert.Single(Sources.Extract("""[{"a": 1, "a": 2}]""", Json).Tables), 0));

    [Theory]
    [InlineData("\"text\"", "The source is a JSON string; it must be an array of objects, or an object.")]
    [InlineData("false", "The source is a JSON boolean;")]
    [InlineData("[{\"a\":1}, 2]", "Element 1 (from 0) of the array is a JSON number, element 0 is a JSON object;")]
    [InlineData("{\"a\": 1}\n{\"a\": 2}", "The source is not JSON (line 2, byte 1 of it)")]
    [InlineData("[{\"a\": 1,\n  \"b\": }]", "The source is not JSON (line 2, byte 8 of it)")]
    public void Extract_NotATable_SaysWhatAndWhere(string source, string expected)
    {
        var refusal = Sources.Refusal(source, Json);

        Assert.Equal("invalid", refusal.Code);
        Assert.StartsWith(expected, refusal.Message);
    }

    [Fact]
    public void Extract_DeepNesting_IsRefused()
    {
        var source = "[{\"a\":" + new string('[', 1_000_000) + new string(']', 1_000_000) + "}]";

        Assert.Contains("nests deeper than 64 levels", Sources.Refusal(source, Json).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void Extract_Nothing_IsAnEmptyDocument(string source) => Assert.Empty(Sources.Extract(source, Json).Tables);
}
