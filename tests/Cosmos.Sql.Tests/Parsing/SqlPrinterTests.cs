using FsCheck;
using FsCheck.Fluent;
using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Printing;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Tests.Parsing;

public sealed class SqlPrinterTests
{
    private const int TreeDepth = 4;

    [Fact]
    public void Print_AnyTree_ParsesBackToAnEqualTree()
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var query = new SqlTrees(seed).Query(TreeDepth);
            var text = SqlPrinter.Print(query);
            var parsed = SqlParser.Parse(text, new ParseOptions { AllowHaving = true });
            return parsed.Equals(query).Label($"seed {seed}: {text}\nback: {SqlPrinter.Print(parsed)}");
        });
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20240229, 297).WithStartSize(0).WithEndSize(100_000),
                property);
    }

    [Theory]
    [InlineData("select c.a from c where c.b=1 and c.c<>2", "SELECT c.a FROM c WHERE (c.b = 1) AND (c.c != 2)")]
    [InlineData("SELECT VALUE -1 - -1", "SELECT VALUE (-1) - (-1)")]
    [InlineData("SELECT VALUE - - c FROM c", "SELECT VALUE - -c FROM c")]
    [InlineData("SELECT c['a b'], c['value'] FROM c", "SELECT c[\"a b\"], c[\"value\"] FROM c")]
    [InlineData("SELECT VALUE 1+2-3*4", "SELECT VALUE 1 + 2 - (3 * 4)")]
    [InlineData("SELECT TOP 5 * FROM c ORDER BY c.a DESC", "SELECT TOP 5 * FROM c ORDER BY c.a DESC")]
    [InlineData("SELECT * FROM c OFFSET @o LIMIT 5", "SELECT * FROM c OFFSET @o LIMIT 5")]
    public void Print_Query_IsWrittenOneWay(string query, string printed) =>
        Assert.Equal(printed, SqlPrinter.Print(SqlParser.Parse(query)));

    [Fact]
    public void Print_AliasThatIsNoIdentifier_IsRefused()
    {
        var query =
            new SqlQuery(new SelectClause(new SelectList([new SelectItem(new IdentifierExpression("c"), "a b")])));
        var fault = Assert.Throws<SqlException>(() => SqlPrinter.Print(query));
        Assert.Equal(
            "\"a b\" cannot be written as an identifier: names start with a letter, hold letters, digits and _, "
            + "and are not keywords.",
            fault.Message);
    }
}
