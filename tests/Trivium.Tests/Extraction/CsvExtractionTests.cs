using System.Text;

namespace Trivium.Tests.Extraction;

public sealed class CsvExtractionTests
{
    private const string Csv = "text/csv";

    [Fact]
    public void Extract_NumbersDatesAndGaps_TypesTheColumns()
    {
        var table = Assert.Single(Sources.Extract(
            """
            Id,Region,Amount (USD),Day,At,Active,Code
            1,tokyo,12.50,2025-01-31,2025-01-31T10:00:00Z,true,007
            2,,3,2025-02-01,2025-02-01 11:30:00,FALSE,+81901234
            3,"osaka, jp",,2025-02-02,2025-02-02T10:00:00+09:00,true,"1,234"
            """,
            Csv,
            "sales.csv").Tables);

        Assert.Equal("sales", table.Name);
        Assert.Equal(
            "id:integer, region:string?, amount_usd:number?, day:date, at:datetime, active:boolean, code:string",
            Sources.Columns(table));
        Assert.Equal("Amount (USD)", table.Columns[2].Label);
        Assert.Equal(
            """id=2, amount_usd=3, day="2025-02-01", at="2025-02-01 11:30:00", active=false, code="+81901234" """.Trim(),
            Sources.Row(table, 1));
        Assert.Equal("""id=3, region="osaka, jp", day="2025-02-02", at="2025-02-02T10:00:00+09:00", active=true, code="1,234" """.Trim(), Sources.Row(table, 2));
        Assert.Equal("tokyo", table.Columns[1].Example?.GetString());
    }

    [Theory]
    [InlineData("12E4")]
    [InlineData("-")]
    [InlineData("1,000")]
    [InlineData("0123")]
    [InlineData("12345678901234567890")]
    [InlineData("2025-02-30")]
    [InlineData("10:30")]
    public void Extract_TextThatLooksLikeANumberOrDate_StaysText(string cell)
    {
        var table = Assert.Single(Sources.Extract($"a;b\n{cell};x\n", Csv).Tables);

        Assert.Equal("string", table.Columns[0].Type);
        Assert.Equal(cell, table.Rows[0]["a"].GetString());
    }

    [Fact]
    public void Extract_OneCellIsNotANumber_MakesTheColumnText()
    {
        var table = Assert.Single(Sources.Extract("a\n1\nx\n", Csv).Tables);

        Assert.Equal("a=\"1\"", Sources.Row(table, 0));
    }

    [Theory]
    [InlineData("a,b\n1,2", "text/csv")]
    [InlineData("a;b\r\n1;2\r\n", "text/csv")]
    [InlineData("a\tb\r1\t2\r", "text/csv")]
    [InlineData("\uFEFFa\tb\n\n1\t2\n\n", "text/tab-separated-values")]
    [InlineData("a,b,\n1,2,\n", "text/csv; header=present")]
    public void Extract_DelimitersAndLineEnds_AreFound(string source, string contentType)
    {
        var table = Assert.Single(Sources.Extract(source, contentType).Tables);

        Assert.Equal("a=1, b=2", Sources.Row(table, 0));
        Assert.Single(table.Rows);
    }

    [Fact]
    public void Extract_QuotedFields_KeepDelimitersQuotesAndLines()
    {
        var table = Assert.Single(Sources.Extract("a,b\n\"x \"\"y\"\", z\n2\",\" 1 \"\n", Csv).Tables);

        Assert.Equal("x \"y\", z\n2", table.Rows[0]["a"].GetString());
        Assert.Equal(" 1 ", table.Rows[0]["b"].GetString());
    }

    [Fact]
    public void Extract_RecordWithFewerFields_HasGapsAtItsEnd()
    {
        var table = Assert.Single(Sources.Extract("a,b,c\n1\n1,2\n", Csv).Tables);

        Assert.Equal("a:integer, b:integer?, c:string?", Sources.Columns(table));
        Assert.Equal("a=1", Sources.Row(table, 0));
    }

    [Fact]
    public void Extract_RecordWithMoreFields_NamesItsLine()
    {
        var refusal = Sources.Refusal("a,b\n\"1\n2\",3\n1,2,3\n", Csv);

        Assert.Equal("invalid", refusal.Code);
        Assert.Equal(
            "The record in line 4 has 3 fields, the header has 2. Quote a field that contains the delimiter, or name every "
            + "column in the header.",
            refusal.Message);
    }

    [Fact]
    public void Extract_QuoteNeverClosed_NamesTheLineWhereItOpened()
    {
        var refusal = Sources.Refusal("a,b\n1,2\n3,\"open\n4,5\n", Csv);

        Assert.Equal(
            "The quote opened in line 3 is never closed. Close it, or double it if it is meant literally.", refusal.Message);
    }

    [Fact]
    public void Extract_TextAfterAClosingQuote_IsRefused() =>
        Assert.StartsWith(
            "In line 2 a quoted field is followed by 'x' instead of ','", Sources.Refusal("a,b\n\"1\"x,2\n", Csv).Message);

    [Fact]
    public void Extract_HeadersAlikeEmptyReservedOrJapanese_GetUsableNames()
    {
        var table = Assert.Single(Sources.Extract("Total,total,,Order,売上 (円),2024,ＡＢＣ\n1,2,3,4,5,6,7\n", Csv).Tables);

        Assert.Equal(
            ["total", "total_2", "column_3", "order_", "売上_円", "_2024", "abc"], table.Columns.Select(column => column.Name));
    }

    [Theory]
    [InlineData("sales 2025.csv", null, "sales_2025")]
    [InlineData("売上（円）.csv", null, "売上_円")]
    [InlineData(null, "Café sales", "cafe_sales")]
    [InlineData("----.csv", "sales", "sales")]
    [InlineData("order.csv", null, "order_table")]
    [InlineData("documents.csv", null, "documents_table")]
    [InlineData(null, null, "table_1")]
    public void Extract_TableName_IsAnIdentifier(string? fileName, string? title, string expected) =>
        Assert.Equal(expected, Assert.Single(Sources.Extract("a\n1\n", Csv, fileName, title).Tables).Name);

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\r\n\r\n")]
    public void Extract_Empty_IsAnEmptyDocument(string source)
    {
        var document = Sources.Extract(source, Csv);

        Assert.Empty(document.Tables);
        Assert.Empty(document.Sections);
        Assert.Equal("und", document.Language);
    }

    [Fact]
    public void Extract_HeaderOnly_IsATableWithoutRows()
    {
        var table = Assert.Single(Sources.Extract("a,b\n", Csv).Tables);

        Assert.Empty(table.Rows);
        Assert.Equal("a:string, b:string", Sources.Columns(table));
    }

    [Fact]
    public void Extract_MoreColumnsThanAllowed_NamesTheLimit() =>
        Assert.Equal(
            "The header has 1001 columns; at most 1000 are allowed. Remove columns or split the table.",
            Sources.Refusal(string.Join(',', Enumerable.Range(0, 1001).Select(i => $"c{i}")), Csv).Message);

    [Fact]
    public void Extract_ShiftJisNamed_IsDecoded()
    {
        var source = CodePagesEncodingProvider.Instance.GetEncoding("shift_jis")!.GetBytes("地域,数\n東京,1\n");

        Assert.Equal(
            "東京",
            Assert.Single(Sources.Extract(source, "text/csv; charset=shift_jis").Tables).Rows[0]["地域"].GetString());
    }
}
