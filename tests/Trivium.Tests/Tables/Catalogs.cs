using System.Text.Json;
using Trivium.Tables;
using Trivium.Tables.Catalog;

namespace Trivium.Tests.Tables;

/// <summary>A table catalog to resolve against.</summary>
internal static class Catalogs
{
    public static TableSchema Sales { get; } = new(
        "sales",
        [
            Column("region", "string"),
            Column("product", "string"),
            Column("amount", "number"),
            Column("quantity", "integer"),
            Column("soldOn", "date"),
            Column("note", "string", nullable: true),
            Column("売上", "integer"),
        ],
        6);

    public static TableSchema Events { get; } = new(
        "events",
        [Column("name", "string"), Column("tags", "json"), Column("place", "json"), Column("Name", "string", nullable: true)],
        3);

    public static TableSchema Orders { get; } = new(
        "orders",
        [
            Column("id", "integer"),
            Column("customer.name", "string"),
            Column("customer.city", "string", nullable: true),
            Column("placedOn", "date"),
            Column("total", "number", nullable: true),
            Column("paid", "boolean"),
            Column("items", "json", nullable: true),
        ],
        5);

    public static TableSchema Goods { get; } = new(
        "商品",
        [
            Column("商品名", "string"),
            Column("価格", "integer"),
            Column("分類", "string"),
            Column("在庫", "integer", nullable: true),
        ],
        4);

    public static TableSchema Measurements { get; } = new(
        "measurements",
        [
            Column("station", "string"),
            Column("day", "date"),
            Column("value", "number", nullable: true),
            Column("samples", "integer"),
            Column("group", "string"),
        ],
        12);

    public static TableCatalog Sample { get; } = Of(Sales, Events, Orders, Goods, Measurements);

    public static TableCatalog Of(params TableSchema[] tables)
    {
        var merge = new TableMerge();
        foreach (TableSchema table in tables) merge.Add(table);
        return new([SystemTables.Documents, SystemTables.Chunks, .. merge.Tables(), .. SystemTables.Empty]);
    }

    public static ColumnSchema Column(string name, string type, bool nullable = false, string? example = null) =>
        new(name, type, nullable, example is null ? null : JsonSerializer.SerializeToElement(example));
}
