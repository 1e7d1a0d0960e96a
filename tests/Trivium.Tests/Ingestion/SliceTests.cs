using System.Text.Json;
using Trivium.Extraction;
using Trivium.Ingestion;

namespace Trivium.Tests.Ingestion;

/// <summary>What a parsed source is cut into: few activities for what is small, and everything exactly once.</summary>
public sealed class SliceTests
{
    [Fact]
    public void Of_SmallTables_ShareASlice()
    {
        ParsedSource parsed = Parsed(Table("a", 4), Table("b", 100), Table("c", 1));

        Slice slice = Assert.Single(Slices.Of(parsed, 0));

        Assert.Equal(new(SliceKind.SmallTables, null, 0, 105), slice);
        Assert.Equal(["a", "b", "c"], Slices.TablesOf(parsed, slice).Select(table => table.Name));
    }

    [Fact]
    public void Of_ALargeTableAmongSmallOnes_HasSlicesOfItsOwn()
    {
        ParsedSource parsed = Parsed(Table("a", 0), Table("b", 2), Table("large", 2_500), Table("c", 3), Table("d", 0));

        IReadOnlyList<Slice> slices = Slices.Of(parsed, 0);

        Assert.Equal(
            [
                new(SliceKind.SmallTables, null, 1, 2),
                new(SliceKind.Rows, "large", 0, 2_000),
                new(SliceKind.Rows, "large", 2_000, 500),
                new(SliceKind.SmallTables, null, 3, 3),
            ],
            slices);
        Assert.Equal(["c"], Slices.TablesOf(parsed, slices[^1]).Select(table => table.Name));
    }

    [Fact]
    public void Of_AStreamedTable_IsNeverASmallOne()
    {
        ExtractedTable streamed = Table("s", 3) with
        {
            Streamed = new("utf-8", default, [new(0, new(10, 0, 2))], 3),
        };

        Assert.Equal([new(SliceKind.StreamedRows, "s", 0, 3)], Slices.Of(Parsed(streamed), 0));
    }

    [Fact]
    public void Of_ManySmallTables_AreCutAtSoManyRows()
    {
        ParsedSource parsed = Parsed([.. Enumerable.Range(0, 75).Select(index => Table($"t{index}", (index * 37) % 101))]);

        IReadOnlyList<Slice> slices = Slices.Of(parsed, 0);

        Assert.True(slices.Count > 1);
        Assert.All(slices, slice => Assert.InRange(slice.Count, 1, Slices.RowsMax));
        string[] written = [.. slices.SelectMany(slice => Slices.TablesOf(parsed, slice)).Where(HasRows).Select(table => table.Name)];
        Assert.Equal(parsed.Tables.Where(HasRows).Select(table => table.Name), written);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(99, 99, 0)]
    [InlineData(100, 0, 1)]
    [InlineData(1_001, 0, 3)]
    public void WithDocument_FewSections_LeaveNoSlice(int sections, int withDocument, int slices)
    {
        Assert.Equal(withDocument, Slices.WithDocument(sections)?.Count ?? 0);
        Assert.Equal(slices, Slices.Of(Parsed(), sections).Count);
    }

    private static bool HasRows(ExtractedTable table) => table.Rows.Count > 0;

    private static ParsedSource Parsed(params ExtractedTable[] tables) => new(new() { Language = "en" }, [], tables);

    private static ExtractedTable Table(string name, int rows) => new()
    {
        Name = name,
        Columns = [],
        Rows = [.. Enumerable.Repeat(new Dictionary<string, JsonElement>(), rows)],
    };
}
