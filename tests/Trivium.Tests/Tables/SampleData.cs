using Trivium.Tables;
using Trivium.Tests.Search;

namespace Trivium.Tests.Tables;

/// <summary>
/// The documents behind the query files in <c>Answers</c>: four that are seen, and what must never be.
/// </summary>
internal static class SampleData
{
    /// <summary>Rows that no reader may see: of a hidden generation, of one to come, of another tenant.</summary>
    private const string Secret =
        """{"region": "SECRET", "product": "x", "amount": 1000000, "quantity": 1000000, "soldOn": "2030-01-01"}""";

    public static IReadOnlyList<string> Orders { get; } =
    [
        """{"id": 1, "customer.name": "Ada", "customer.city": "London", "placedOn": "2026-01-05", "total": 30, "paid": true, "items": [{"sku": "pen", "price": 1.5, "quantity": 10}, {"sku": "ink", "price": 7.5, "quantity": 2}]}""",
        """{"id": 2, "customer.name": "Grace", "customer.city": "New York", "placedOn": "2026-01-20", "total": 12.5, "paid": false, "items": [{"sku": "ink", "price": 7.5, "quantity": 1}, {"sku": "pad", "price": 5, "quantity": 1}]}""",
        """{"id": 3, "customer.name": "Ada", "placedOn": "2026-02-02", "total": 99, "paid": true, "items": [{"sku": "lamp", "price": 99, "quantity": 1, "note": "gift"}]}""",
        """{"id": 4, "customer.name": "Kenji", "customer.city": "Osaka", "placedOn": "2026-02-14", "paid": false, "items": []}""",
        """{"id": 5, "customer.name": "Grace", "customer.city": "New York", "placedOn": "2026-03-01", "total": 0, "paid": true}""",
    ];

    public static IReadOnlyList<string> Goods { get; } =
    [
        """{"商品名": "りんご", "価格": 120, "分類": "果物", "在庫": 30}""",
        """{"商品名": "みかん", "価格": 80, "分類": "果物"}""",
        """{"商品名": "大根", "価格": 150, "分類": "野菜", "在庫": 5}""",
        """{"商品名": "人参", "価格": 60, "分類": "野菜", "在庫": 0}""",
    ];

    public static IReadOnlyList<string> Measurements { get; } =
    [
        """{"station": "A", "day": "2026-01-01", "value": 1.5, "samples": 3, "group": "x"}""",
        """{"station": "A", "day": "2026-01-02", "value": -2, "samples": 1, "group": "y"}""",
        """{"station": "A", "day": "2026-01-03", "samples": 0, "group": "x"}""",
        """{"station": "A", "day": "2026-01-04", "value": 4.25, "samples": 2, "group": "x"}""",
        """{"station": "B", "day": "2026-01-01", "value": 10, "samples": 5, "group": "y"}""",
        """{"station": "B", "day": "2026-01-02", "value": 10, "samples": 5, "group": "y"}""",
        """{"station": "B", "day": "2026-01-03", "value": 7, "samples": 4, "group": "x"}""",
        """{"station": "B", "day": "2026-01-04", "samples": 1, "group": "y"}""",
        """{"station": "C", "day": "2026-01-01", "value": 0, "samples": 2, "group": "x"}""",
        """{"station": "C", "day": "2026-01-02", "value": 3, "samples": 2, "group": "y"}""",
        """{"station": "C", "day": "2026-01-03", "value": 3, "samples": 2, "group": "y"}""",
        """{"station": "C", "day": "2026-01-04", "value": -0.5, "samples": 1, "group": "x"}""",
    ];

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
        await retrieval.WriteAsync(new("shop", 4)
        {
            Title = "Shop",
            ContentType = "application/json",
            Tables = [(Catalogs.Orders, Orders), (Catalogs.Goods, Goods), (Catalogs.Measurements, Measurements)],
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
        await retrieval.WriteAsync(hidden with { Tenant = "acme2", Generation = 1 });
        await retrieval.ShowAsync(RetrievalFixture.Tenant, next: 6, hidden: 3);
        await retrieval.ShowAsync("rival", next: 2);
        await retrieval.ShowAsync("acme2", next: 2);
    }
}
