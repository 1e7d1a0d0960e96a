using System.Text.Json;
using Trivium.Extraction.Tables;

namespace Trivium.Tests.Extraction.Tables;

public sealed class ColumnSurveyTests
{
    [Theory]
    [InlineData("1|23|-4", "integer", "1|23|-4")]
    [InlineData("1|2.50", "number", "1|2.5")]
    [InlineData("1.5E-7|2", "number", "1.5E-07|2")]
    [InlineData("1,234.5|12|1,234,567", "number", "1234.5|12|1234567")]
    [InlineData("1.234,5|12|1.234.567", "number", "1234.5|12|1234567")]
    [InlineData("1,234|56", "integer", "1234|56")]
    [InlineData("1 234,5|12", "number", "1234.5|12")]
    [InlineData("1\u202F234|5\u00A0678", "integer", "1234|5678")]
    [InlineData("12,5|3", "number", "12.5|3")]
    [InlineData("1,2345", "number", "1.2345")]
    [InlineData("0,125|1,250", "number", "0.125|1.25")]
    [InlineData("$1,200.50|$3", "number", "1200.5|3")]
    [InlineData("-$5|$6", "integer", "-5|6")]
    [InlineData("￥１，２００|￥３００", "integer", "1200|300")]
    [InlineData("1,200円|300円", "integer", "1200|300")]
    [InlineData("12,5 €|3 €", "number", "12.5|3")]
    [InlineData("12%|7.5%", "number", "12|7.5")]
    [InlineData("１２３|45", "integer", "123|45")]
    [InlineData("true|FALSE", "boolean", "true|false")]
    [InlineData("yes|No", "boolean", "true|false")]
    [InlineData("2026-11-05|2026-11-06", "date", "2026-11-05|2026-11-06")]
    [InlineData("2026/11/5|2026/1/31", "date", "2026-11-05|2026-01-31")]
    [InlineData("05.11.2026|6.1.2026", "date", "2026-11-05|2026-01-06")]
    [InlineData("11/05/2026|12/31/2026", "date", "2026-11-05|2026-12-31")]
    [InlineData("11/05/2026|31/12/2026", "date", "2026-05-11|2026-12-31")]
    [InlineData("2026年11月5日|2026/11/06", "date", "2026-11-05|2026-11-06")]
    [InlineData("令和8年11月5日|令和元年5月1日|平成31年4月30日", "date", "2026-11-05|2019-05-01|2019-04-30")]
    [InlineData("２０２６年１１月５日", "date", "2026-11-05")]
    [InlineData("2026/11/05 9:30|2026/11/06", "datetime", "2026-11-05T09:30:00|2026-11-06")]
    [InlineData("05.11.2026 10:30:15", "datetime", "2026-11-05T10:30:15")]
    [InlineData("2025-01-31T10:00:00+09:00|2025-02-01 11:30:00", "datetime", "2025-01-31T10:00:00+09:00|2025-02-01 11:30:00")]
    [InlineData("1|NA|n/a|null|-|—|2", "integer", "1||||||2")]
    [InlineData("yes|-", "boolean", "true|")]
    public void Rule_CellsOfOneMeaning_TypesTheColumn(string cells, string type, string expected)
    {
        var (rule, values) = Read(cells, pointsAreAmbiguous: false);

        Assert.Equal(type, CellTypes.NameOf(rule.Type));
        Assert.Equal(expected, values);
    }

    [Theory]
    [InlineData("007|12")]
    [InlineData("0120-123-456")]
    [InlineData("+81901234|2")]
    [InlineData("12E4")]
    [InlineData("1,23,456")]
    [InlineData("$5|6")]
    [InlineData("$5|€6")]
    [InlineData("$|5")]
    [InlineData("1,234.5|1.234,5")]
    [InlineData("11/05/2026|12/06/2026")]
    [InlineData("31/12/2026|12/31/2026")]
    [InlineData("2026-02-30")]
    [InlineData("令和8年13月5日")]
    [InlineData("平成32年1月1日")]
    [InlineData("令和元年4月30日")]
    [InlineData("10:30")]
    [InlineData("true|yes")]
    [InlineData("1|x")]
    [InlineData("1234567890123456")]
    [InlineData("-|NA")]
    [InlineData("NA|x")]
    [InlineData(" 1 ")]
    public void Rule_CellsOfNoneOrOfTwoMeanings_LeavesThemText(string cells)
    {
        var (rule, values) = Read(cells, pointsAreAmbiguous: false);

        Assert.Equal(CellType.String, rule.Type);
        Assert.Equal(cells, values);
    }

    [Theory]
    [InlineData("1.234|5.678", "string")]
    [InlineData("1,234|5,678", "string")]
    [InlineData("1.234|5,5", "number")]
    [InlineData("0.5|1.25", "number")]
    [InlineData("1|2", "integer")]
    public void Rule_PointsAreAmbiguous_TypesOnlyWhatHasOneMeaning(string cells, string type) =>
        Assert.Equal(type, CellTypes.NameOf(Read(cells, pointsAreAmbiguous: true).Rule.Type));

    [Theory]
    [InlineData("-|5", "5", 1)]
    [InlineData("-|x", "-", 2)]
    [InlineData("||", null, 0)]
    public void First_GapsAndValues_IsTheFirstThatCounts(string cells, string? first, int filled)
    {
        var survey = new ColumnSurvey();
        foreach (var cell in cells.Split('|'))
            survey.Add(cell);

        Assert.Equal((first, filled), (survey.First, survey.Filled));
    }

    private static (ColumnRule Rule, string Values) Read(string cells, bool pointsAreAmbiguous)
    {
        var survey = new ColumnSurvey(pointsAreAmbiguous);
        foreach (var cell in cells.Split('|'))
            survey.Add(cell);
        var column = new CellColumn(0, "c", survey.Rule());
        var row = new CellRow();
        return (column.Rule, string.Join('|', cells.Split('|').Select(cell =>
        {
            row.Add(column, cell);
            return row.Complete().TryGetValue("c", out var value) ? Shown(value) : "";
        })));
    }

    private static string Shown(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
