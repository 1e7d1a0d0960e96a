using Trivium.Tables;
using Trivium.Tables.Catalog;

namespace Trivium.Tests.Tables;

public sealed class TableMergeTests
{
    [Fact]
    public void Add_SameTableOfTwoDocuments_IsOneTableOfBoth()
    {
        CatalogTable table = Merged(
            new("t", [Catalogs.Column("a", "integer", example: "1"), Catalogs.Column("b", "string")], 2),
            new(
                "t",
                [
                    Catalogs.Column("b", "integer", example: "x"),
                    Catalogs.Column("a", "number"),
                    Catalogs.Column("c", "date"),
                ],
                3));

        Assert.Equal((5, 2), (table.Rows, table.Documents));
        Assert.Equal(
            ["a number", "b json", "c date?", "documentId string"],
            table.Columns.Select(column => $"{column.Name} {column.Type}{(column.Nullable ? "?" : "")}"));
        Assert.Equal("x", table.Columns[1].Example!.Value.GetString());
    }

    [Fact]
    public void Add_ColumnNamedDocumentId_IsTheTablesOwn()
    {
        CatalogTable table = Merged(new TableSchema("t", [Catalogs.Column("documentId", "integer")], 1));

        Assert.Equal(["data", "documentId"], Assert.Single(table.Columns).Path);
    }

    [Fact]
    public void Catalog_TableNamedLikeASystemTable_DoesNotHideIt()
    {
        TableCatalog catalog = Catalogs.Of(new TableSchema("documents", [Catalogs.Column("x", "string")], 1));

        Assert.Equal(TableHome.Documents, catalog.Find("documents")!.Home);
    }

    [Theory]
    [InlineData("integer", "integer", "integer")]
    [InlineData("integer", "number", "number")]
    [InlineData("date", "datetime", "string")]
    [InlineData("string", "date", "string")]
    [InlineData("string", "integer", "json")]
    [InlineData("boolean", "integer", "json")]
    [InlineData("json", "string", "json")]
    public void Merge_TwoTypes_GivesTheNarrowestForBoth(string left, string right, string merged)
    {
        Assert.Equal(merged, ColumnTypes.Merge(left, right));
        Assert.Equal(merged, ColumnTypes.Merge(right, left));
    }

    private static CatalogTable Merged(params TableSchema[] tables)
    {
        var merge = new TableMerge();
        foreach (TableSchema table in tables) merge.Add(table);
        return Assert.Single(merge.Tables());
    }
}
