using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Printing;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Tests.Parsing;

/// <summary>What standard SQL has and the service does not: read only where asked for, and as what it means.</summary>
public sealed class StandardSyntaxTests
{
    private static readonly ParseOptions _quoted = ParseOptions.Extended with { AllowQuotedNames = true };

    [Theory]
    [InlineData("c.a IS NULL", "(NOT IS_DEFINED(c.a)) OR IS_NULL(c.a)")]
    [InlineData("c.a IS NOT NULL", "IS_DEFINED(c.a) AND (NOT IS_NULL(c.a))")]
    [InlineData("UPPER(c.a) IS NULL", "IS_NULL(UPPER(c.a) ?? null)")]
    [InlineData("CASE WHEN c.a > 1 THEN 2 ELSE 3 END", "(c.a > 1) ? 2 : 3")]
    [InlineData("CASE WHEN c.a THEN NULL END", "c.a ? undefined : undefined")]
    [InlineData("CASE c.a WHEN 1 THEN 'x' WHEN 2 THEN 'y' END", "(c.a = 1) ? \"x\" : ((c.a = 2) ? \"y\" : undefined)")]
    [InlineData("CAST(c.a AS VARCHAR(20))", "ToString(c.a)")]
    [InlineData("CAST(c.a AS DECIMAL(10, 2))", "StringToNumber(ToString(c.a))")]
    [InlineData("CAST(c.a AS int)", "TRUNC(StringToNumber(ToString(c.a)))")]
    [InlineData("COUNT(DISTINCT c.a)", "COUNT(DISTINCT c.a)")]
    public void ParseExpression_StandardSyntax_IsWhatItMeans(string written, string meant)
    {
        Assert.Equal(meant, SqlPrinter.Print(SqlParser.ParseExpression(written, ParseOptions.Extended)));
        Assert.Throws<SqlException>(() => SqlParser.ParseExpression(written));
    }

    [Theory]
    [InlineData("SELECT c.* FROM c")]
    [InlineData("SELECT *, c.a FROM c")]
    [InlineData("SELECT value FROM c")]
    [InlineData("SELECT AVG(value) FROM c")]
    [InlineData("SELECT 1 FROM c /* x */")]
    [InlineData("SELECT 1 FROM c;")]
    public void Parse_Extension_IsRefusedUnlessAskedFor(string query)
    {
        Assert.NotNull(SqlParser.Parse(query, ParseOptions.Extended));
        Assert.Throws<SqlException>(() => SqlParser.Parse(query));
    }

    [Fact]
    public void Parse_QuotedNames_AreNamesEverywhere()
    {
        SqlQuery query = SqlParser.Parse(
            """SELECT "a b"."c.d" AS "e f", `g`["h"], {"i": 1} FROM "a b" JOIN "j" IN "a b"."k" """, _quoted);

        var list = (SelectList)query.Select.Spec;
        Assert.Equal(
            new PropertyExpression(new IdentifierExpression("a b") { IsQuoted = true }, "c.d"), list.Items[0].Expression);
        Assert.Equal("e f", list.Items[0].Alias);
        Assert.Equal(
            new PropertyExpression(new IdentifierExpression("g") { IsQuoted = true }, "h"), list.Items[1].Expression);
        Assert.Equal("j", ((ArraySource)((JoinSource)query.From!).Right).Alias);
    }

    [Fact]
    public void Parse_DoubleQuotes_AreStringsUnlessAskedFor() => Assert.Equal(
        new LiteralExpression(CosmosValue.FromString("x")),
        SqlParser.ParseExpression("\"x\"", ParseOptions.Extended));

    [Theory]
    [InlineData("CASE CASE c.a WHEN 1 THEN 2 WHEN 3 THEN 4 WHEN 5 THEN 6 END WHEN 1 THEN 2 END", "write CASE WHEN x = 1 THEN")]
    [InlineData("CASE c.a END", "expected WHEN")]
    [InlineData("CAST(c.a AS BLOB)", "CAST to BLOB is not possible")]
    [InlineData("SUM(DISTINCT c.a)", "it can stand in COUNT only")]
    [InlineData("COUNT(DISTINCT c.a, c.b)", "COUNT(DISTINCT …) takes one")]
    [InlineData("c.a IS 1", "found 1, expected NULL")]
    public void ParseExpression_WhatCannotBe_IsNamed(string written, string message)
    {
        var fault = Assert.Throws<SqlException>(() => SqlParser.ParseExpression(written, ParseOptions.Extended));

        Assert.Contains(message, fault.Message);
    }

    [Fact]
    public void ParseExpression_NullTestsInNullTests_GrowWithTheTextOnly()
    {
        const int count = 50;
        string text = new string('(', count) + "c.a" + string.Concat(Enumerable.Repeat(" IS NULL)", count));

        string printed = SqlPrinter.Print(SqlParser.ParseExpression(text, ParseOptions.Extended));

        Assert.InRange(printed.Length, text.Length, 4 * text.Length);
    }

    [Fact]
    public void Execute_CountDistinct_CountsValuesOnce()
    {
        CompiledQuery query = SqlEvaluator.Compile(
            SqlParser.Parse("SELECT VALUE COUNT(DISTINCT c.a) FROM c", ParseOptions.Extended),
            options: new() { Dialect = ParseOptions.Extended });
        string[] items = ["{\"a\":1}", "{\"a\":1.0}", "{\"a\":\"1\"}", "{\"a\":null}", "{}", "{\"a\":[1]}", "{\"a\":[1]}"];

        CosmosValue count = Assert.Single(query.Execute(items.Select(item => CosmosValue.Parse(item))));

        Assert.Equal(3, count.AsNumber());
        Assert.Throws<SqlException>(() => SqlEvaluator.Compile(query.Query));
    }
}
