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
              {"id": 2, "Unit Price": 2, "day": "2025-01-02T00:00:00Z", "on": null, "tags": ["b"], "mixed": "x", "late": "007"}
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
            """id=2, unit_price=2, day="2025-01-02T00:00:00Z", tags=["b"], mixed="x", late="007" """.Trim(),
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
    [InlineData("[{\"a\":1}, 2]", "Element 1 (from 0) of the array is a JSON number, element 0 is a JSON object;")]
    [InlineData("{\"a\": 1}\n{\"a\": 2}", "The source is not JSON (line 2, byte 1 of it)")]
    [InlineData("[{\"a\": 1,\n  \"b\": }]", "The source is not JSON (line 2, byte 8 of it)")]
    [InlineData("[1,\n 2 3]", "The source is not JSON (line 2, byte 4 of it)")]
    [InlineData("[{\"あ\": 1}, {]]", "The source is not JSON (line 1, byte 15 of it)")]
    [InlineData("[1, 2", "The source is not JSON (line 1, byte 6 of it)")]
    [InlineData("[1,]", "The source is not JSON (line 1, byte 4 of it)")]
    [InlineData("[1] x", "The source is not JSON (line 1, byte 5 of it)")]
    [InlineData("[{\"a\": \"\\ud83d\"}]", "The value that begins in line 1 has an escape for half of a surrogate pair")]
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

    [Fact]
    public void Extract_NestedObjects_AreColumnsWithDots()
    {
        var table = Assert.Single(Sources.Extract(
            """
            [{"id": 1, "customer": {"name": "Ada", "address": {"city": "Osaka"}}, "items": [{"sku": "a"}, {"sku": "b"}], "x.y": 1},
             {"id": 2, "customer": {"name": "Bo", "address": null}, "x": {"y": 2}, "order": {"value": 3}},
             {"id": 3, "customer": {}}]
            """,
            Json).Tables);

        Assert.Equal(
            "id:integer, customer.name:string?, customer.address.city:string?, items:json?, x_y:integer?, x.y:integer?, "
            + "order_.value_:integer?",
            Sources.Columns(table));
        Assert.Equal("""id=2, customer.name="Bo", x.y=2, order_.value_=3""", Sources.Row(table, 1));
        Assert.Equal("""[{"sku": "a"}, {"sku": "b"}]""", table.Rows[0]["items"].GetRawText());
        Assert.Equal("customer.address.city", table.Columns[2].Label);
    }

    [Fact]
    public void Extract_NamesThatCollide_AreTakenInOrder()
    {
        var table = Assert.Single(Sources.Extract("""[{"A": 1, "a": 2, "b": {"C": 3, "c": 4}}]""", Json).Tables);

        Assert.Equal("a=1, a_2=2, b.c=3, b.c_2=4", Sources.Row(table, 0));
    }

    [Fact]
    public void Extract_ObjectOfManyKeys_StaysJson()
    {
        var prices = string.Join(',', Enumerable.Range(0, 120).Select(i => $"\"p{i}\": {i}"));
        var table = Assert.Single(Sources.Extract("[{\"prices\": {" + prices + "}}, {\"prices\": {\"q\": 1}}, {}]", Json).Tables);

        Assert.Equal("prices:json?", Sources.Columns(table));
        Assert.Equal("""{"q": 1}""", table.Rows[1]["prices"].GetRawText());
    }

    [Fact]
    public void Extract_MoreColumnsThanATableHas_KeepsTheWidestObjectsAsJson()
    {
        var rows = string.Join(',', Enumerable.Range(0, 20).Select(i =>
            $"{{\"o{i}\": {{{string.Join(',', Enumerable.Range(0, 50 + i).Select(key => $"\"k{key}\": {key}"))}}}}}"));
        var table = Assert.Single(Sources.Extract($"[{rows},{rows}]", Json).Tables);

        Assert.InRange(table.Columns.Count, 900, 1000);
        Assert.Equal("json", table.Columns.Single(column => column.Name == "o18").Type);
        Assert.Equal(50, table.Columns.Count(column => column.Name.StartsWith("o0.", StringComparison.Ordinal)));
        Assert.Equal(68, table.Rows[18]["o18"].GetPropertyCount());
    }

    [Theory]
    [InlineData("\"text\"", "text")]
    [InlineData("false", "False")]
    public void Extract_ValueThatIsNoTable_IsText(string source, string text)
    {
        var document = Sources.Extract(source, Json);

        Assert.Empty(document.Tables);
        Assert.Equal(text, Assert.Single(document.Sections).Text);
    }

    [Fact]
    public void Extract_Document_IsSectionsAndTablesAtAnyDepth()
    {
        var document = Sources.Extract(
            """
            {"title": "Report", "tags": ["a", "b"], "body": "First line.\nSecond line.",
             "data": {"total": 2, "items": [{"n": 1}, {"n": 2}], "page": {"next": null}}}
            """,
            Json,
            "report.json");

        Assert.Equal(["", "body", "data", "page"], document.Sections.Select(section => section.Heading ?? ""));
        Assert.Equal("title: Report\ntags: a, b", document.Sections[0].Text);
        Assert.Equal("First line.\nSecond line.", document.Sections[1].Text);
        Assert.Equal("data", document.Sections[3].HeadingPath[0]);
        Assert.Equal(["report", "items"], document.Tables.Select(table => table.Name));
        Assert.Equal(
            """title="Report", tags=["a","b"], body="First line.\nSecond line.", data.total=2""",
            Sources.Row(document.Tables[0], 0));
        Assert.Equal("n=2", Sources.Row(document.Tables[1], 1));
    }
}
