using System.Globalization;
using System.Text.Json;
using Trivium.Tables;

namespace Trivium.Benchmarks.Retrieval;

/// <summary>A table of 10,000 rows over ten documents.</summary>
internal static class SalesTable
{
    public const string Name = "sales";
    public const int Products = 200;
    public const int AmountMax = 10_000;
    public const int Documents = 10;
    public const int RowsPerDocument = 1_000;

    private const int Regions = 20;
    private const int Days = 365;

    /// <summary>Its schema as each of the documents has it.</summary>
    public static TableSchema Schema { get; } = new(
        Name,
        [
            new("day", "date", Nullable: false, Example: null),
            new("region", "string", Nullable: false, Example: null),
            new("product", "string", Nullable: false, Example: null),
            new("amount", "integer", Nullable: false, Example: null),
        ],
        RowsPerDocument);

    public static string Product(int number) => string.Create(CultureInfo.InvariantCulture, $"product {number}");

    /// <summary>One document's rows.</summary>
    public static IEnumerable<RowItem> Rows(string tenant, string document, long generation, Random random)
    {
        for (int index = 0; index < RowsPerDocument; index++)
        {
            yield return new()
            {
                Id = RowItem.IdOf(generation, index),
                Tenant = tenant,
                Table = Name,
                DocumentId = document,
                Generation = generation,
                RowIndex = index,
                Data = new Dictionary<string, JsonElement>
                {
                    ["day"] = Value(new DateOnly(2025, 1, 1).AddDays(random.Next(Days))),
                    ["region"] = Value(string.Create(CultureInfo.InvariantCulture, $"region {random.Next(Regions)}")),
                    ["product"] = Value(Product(random.Next(Products))),
                    ["amount"] = Value(random.Next(AmountMax)),
                },
            };
        }
    }

    private static JsonElement Value<T>(T value) => JsonSerializer.SerializeToElement(value);
}
