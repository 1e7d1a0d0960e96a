namespace Trivium.Tests.Extraction;

public sealed class CsvDialectTests
{
    private const string Csv = "text/csv";

    [Theory]
    [InlineData("a|b\n1|x,y\n2|z\n")]
    [InlineData("a;b\n1;x,y\n2;z\n")]
    [InlineData("a\tb\n1\tx,y\n2\tz\n")]
    [InlineData("sep=|\na|b\n1|x,y\n2|z\n")]
    [InlineData("\"sep=;\"\r\na;b\r\n1;x,y\r\n2;z\r\n")]
    [InlineData("'a','b'\n'1','x,y'\n'2','z'\n")]
    [InlineData("a,b\n\"1\",\"x,y\"\n2,z\n")]
    [InlineData("# made by a tool\na,b\n1,\"x,y\"\n2,z\n")]
    [InlineData("Fruit of the year\n\na,b\n1,\"x,y\"\n2,z\n")]
    public void Extract_EachDialect_IsTheSameTable(string source)
    {
        var table = Assert.Single(Sources.Extract(source, Csv).Tables);

        Assert.Equal("a:integer, b:string", Sources.Columns(table));
        Assert.Equal("""a=1, b="x,y" """.Trim(), Sources.Row(table, 0));
        Assert.Equal("""a=2, b="z" """.Trim(), Sources.Row(table, 1));
    }

    [Fact]
    public void Extract_DecimalCommas_DoNotHideTheDelimiter()
    {
        var table = Assert.Single(Sources.Extract("x;y\n1,5;2,5\n3,5;4,25\n", Csv).Tables);

        Assert.Equal("x=1.5, y=2.5", Sources.Row(table, 0));
    }

    [Fact]
    public void Extract_QuotesEscapedByBackslashes_AreRead()
    {
        var table = Assert.Single(Sources.Extract("a,b\n\"say \\\"hi\\\", C:\\temp \\\\ done\",1\n", Csv).Tables);

        Assert.Equal("say \"hi\", C:\\temp \\ done", table.Rows[0]["a"].GetString());
    }

    [Fact]
    public void Extract_CaptionsAboveTheHeader_AreText()
    {
        var document = Sources.Extract("売上報告,,\n2025年度,,\n地域,金額,日付\n東京,100,2025/1/5\n大阪,200,2025/1/6\n", Csv);

        Assert.Equal("売上報告\n2025年度", Assert.Single(document.Sections).Text);
        Assert.Equal("地域:string, 金額:integer, 日付:date", Sources.Columns(Assert.Single(document.Tables)));
    }

    [Theory]
    [InlineData("1,tokyo,2025-01-01\n2,osaka,2025-01-02\n", "column_1:integer, column_2:string, column_3:date")]
    [InlineData("5/6/2026,1\n25/6/2026,2\n", "column_1:date, column_2:integer")]
    [InlineData("1,2,3\n", "column_1:integer, column_2:integer, column_3:integer")]
    [InlineData("region,2023,2024\ntokyo,5,6\nosaka,7,8\n", "region:string, _2023:integer, _2024:integer")]
    [InlineData("name,city\nAda,London\nBo,Oslo\n", "name:string, city:string")]
    [InlineData("#,name\n1,Ada\n2,Bo\n", "column_1:integer, name:string")]
    [InlineData("id,5\n1,7\n2,8\n", "id:integer, _5:integer")]
    public void Extract_WithAndWithoutAHeader_IsToldByTheTypesBelow(string source, string columns) =>
        Assert.Equal(columns, Sources.Columns(Assert.Single(Sources.Extract(source, Csv).Tables)));

    [Fact]
    public void Extract_WithoutAHeader_KeepsTheFirstRow() =>
        Assert.Equal(2, Assert.Single(Sources.Extract("1,tokyo\n2,osaka\n", Csv).Tables).Rows.Count);

    [Fact]
    public void Extract_RaggedWithoutAHeader_NamesItsLine() =>
        Assert.StartsWith(
            "The record in line 3 has 3 fields, the first record has 2.", Sources.Refusal("1,2\n3,4\n5,6,7\n", Csv).Message);

    [Fact]
    public void Extract_QuoteLeftOpenInALargeSource_NamesItsLine()
    {
        var source = "a,b\n1,\"open\n" + string.Concat(Enumerable.Repeat("12345678,12345678\n", 300_000));

        Assert.StartsWith(
            "The record in line 2 does not end within 4194304 characters.", Sources.Refusal(source, Csv).Message);
    }
}
