namespace Trivium.Tables.Catalog;

/// <summary>
/// The tables every tenant has. <c>documents</c> and <c>chunks</c> are views of those containers; <c>links</c> and
/// <c>headings</c> are in <c>rows</c> like any other and are listed here so that they exist before the first link does.
/// </summary>
internal static class SystemTables
{
    public const string DocumentsName = "documents";

    public const string ChunksName = "chunks";

    public static CatalogTable Documents { get; } = new()
    {
        Name = DocumentsName,
        Home = TableHome.Documents,
        Columns =
        [
            Own("documentId", ColumnTypes.String),
            Own("title", ColumnTypes.String, nullable: true),
            Own("source", ColumnTypes.String, nullable: true),
            Own("contentType", ColumnTypes.String),
            Own("language", ColumnTypes.String),
            Own("tags", ColumnTypes.Json),
            Own("sections", ColumnTypes.Integer),
            Own("chunks", ColumnTypes.Integer),
            Own("rows", ColumnTypes.Integer),
            new("sizeBytes", ["content", "sizeBytes"], ColumnTypes.Integer, Nullable: false) { IsIndexed = false },
            Own("createdAt", ColumnTypes.DateTime),
            Own("updatedAt", ColumnTypes.DateTime),
            Own("metadata", ColumnTypes.Json, nullable: true) with { IsIndexed = false },
        ],
    };

    public static CatalogTable Chunks { get; } = new()
    {
        Name = ChunksName,
        Home = TableHome.Chunks,
        Columns =
        [
            Own("documentId", ColumnTypes.String),
            Own("chunkIndex", ColumnTypes.Integer),
            Own("text", ColumnTypes.String) with { IsIndexed = false },
            Own("headings", ColumnTypes.Json),
            Own("title", ColumnTypes.String, nullable: true),
            Own("source", ColumnTypes.String, nullable: true),
            Own("contentType", ColumnTypes.String),
            Own("language", ColumnTypes.String),
            Own("tags", ColumnTypes.Json),
            Own("updatedAt", ColumnTypes.DateTime),
        ],
    };

    /// <summary>What a tenant without any links or headings sees of those tables.</summary>
    public static IReadOnlyList<CatalogTable> Empty { get; } =
    [
        InRows("links", ("text", ColumnTypes.String), ("url", ColumnTypes.String), ("section", ColumnTypes.Integer)),
        InRows(
            "headings", ("level", ColumnTypes.Integer), ("text", ColumnTypes.String), ("section", ColumnTypes.Integer)),
    ];

    private static CatalogTable InRows(string name, params (string Name, string Type)[] columns) => new()
    {
        Name = name,
        Home = TableHome.Rows,
        Columns =
        [
            .. columns.Select(column => new CatalogColumn(
                column.Name, ["data", column.Name], column.Type, Nullable: true)),
            Own(TableMerge.DocumentIdColumn, ColumnTypes.String),
        ],
    };

    private static CatalogColumn Own(string name, string type, bool nullable = false) =>
        new(name, [name], type, nullable);
}
