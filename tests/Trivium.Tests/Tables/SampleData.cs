using Trivium.Tables;
using Trivium.Tests.Search;

namespace Trivium.Tests.Tables;

/// <summary>
/// The documents behind the query files in <c>Answers</c>: three that are seen, and what must never be.
/// </summary>
internal static class SampleData
{
    /// <summary>Rows that no reader may see: of a hidden generation, of one to come, of another tenant.</summary>
    private const string Secret =
        """{"region": "SECRET", "product": "x", "amount": 1000000, "quantity": 1000000, "soldOn": "2030-01-01"}""";

    public static async Task WriteAsync(RetrievalFixture retrieval)
    {
        await retrieval.WriteAsync(new("sales-1", 1)
        {
            Title = "Sales in spring",
            Source = "sales-spring.csv",
            ContentType = "text/csv",
            Tables = [(Catalogs.Sales,
            [
                """{"region": "EMEA", "product": "lamp", "amount": 10.5, "quantity": 2, "soldOn": "2026-03-01", "note": "first", "売上": 1}""",
                """{"region": "EMEA", "product": "desk", "amount": 200, "quantity": 1, "soldOn": "2026-03-15"}""",
                """{"region": "APAC", "product": "lamp", "amount": 12, "quantity": 3, "soldOn": "2026-04-02", "売上": 2}""",
                """{"region": "APAC", "product": "chair", "amount": 80, "quantity": 4, "soldOn": "2026-04-03", "note": "it's late"}""",
            ])],
        });
        await retrieval.WriteAsync(new("sales-2", 2)
        {
            Title = "Sales in summer",
            ContentType = "text/csv",
            Tables = [(Catalogs.Sales,
            [
                """{"region": "AMER", "product": "lamp", "amount": 9, "quantity": 10, "soldOn": "2026-07-01"}""",
                """{"product": "desk", "quantity": 1, "soldOn": "2026-07-02"}""",
            ])],
        });
        await retrieval.WriteAsync(new("events", 5)
        {
            Title = "イベント",
            Language = "ja",
            Tags = ["calendar", "予定"],
            Texts = [new("一つ目の段落。"), new("二つ目の段落。", "予定")],
            Tables = [(Catalogs.Events,
            [
                """{"name": "launch", "tags": ["a", "x"], "place": {"city": "Oslo", "geo": {"lat": 59.9}}}""",
                """{"name": "review", "tags": ["a"]}""",
                """{"name": "party", "tags": [], "place": {"city": "Kyoto"}, "Name": "Party"}""",
            ])],
        });
        TableSchema hiddenTable = Catalogs.Sales with
        {
            Columns = [.. Catalogs.Sales.Columns, Catalogs.Column("hiddenColumn", "string")],
        };
        TestDocument hidden = new("sales-1", 3)
        {
            Title = "SECRET",
            Tables = [(hiddenTable, [Secret])],
            Texts = [new("SECRET")],
        };
        await retrieval.WriteAsync(hidden);
        await retrieval.WriteAsync(hidden with { Generation = 6 });
        await retrieval.WriteAsync(hidden with { Tenant = "rival", Generation = 1 });
        await retrieval.WriteAsync(new("only", 1) { Tenant = "acme2", Tables = [(Catalogs.Events, [])] });
        await retrieval.ShowAsync(RetrievalFixture.Tenant, next: 6, hidden: 3);
        await retrieval.ShowAsync("rival", next: 2);
    }
}
