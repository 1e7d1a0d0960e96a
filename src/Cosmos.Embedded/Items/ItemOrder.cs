namespace Trivium.Cosmos.Embedded.Items;

/// <summary>
/// The order of items: by effective partition key, then by id in the order of code points, which is the order of their
/// UTF-8 bytes, so that memory and storage agree.
/// </summary>
internal static class ItemOrder
{
    public static int Compare(string epk, string id, StoredItem item)
    {
        var order = string.CompareOrdinal(epk, item.Epk);
        return order != 0 ? order : CompareIds(id, item.Id);
    }

    public static int CompareIds(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
            return left.Length - right.Length;
        return Rank(left[common]) - Rank(right[common]);
    }

    // Surrogates stand for the code points above all others, but lie below U+E000 as UTF-16.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
