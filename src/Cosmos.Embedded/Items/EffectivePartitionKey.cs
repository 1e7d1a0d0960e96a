using Trivium.Cosmos.Embedded.Containers;

namespace Trivium.Cosmos.Embedded.Items;

/// <summary>
/// The effective partition key (EPK): where an item lies in the container's hash space, in upper-case hex. MultiHash
/// concatenates a hash for each level, so that the key of a prefix is a prefix of the key; single-path Hash v2 hashes
/// all parts at once.
/// </summary>
internal static class EffectivePartitionKey
{
    private const int HashBytes = 16;

    public static string Of(PartitionKeyKind kind, IReadOnlyList<PartitionKeyPart> parts)
    {
        if (kind == PartitionKeyKind.MultiHash && parts.Count > 1)
            return string.Concat(parts.Select(part => Hash(part.HashInput())));
        return parts.Count == 1 ? Hash(parts[0].HashInput()) : Hash([.. parts.SelectMany(part => part.HashInput())]);
    }

    /// <summary>Whether it may be the key of an item: the hashes of one to three levels, in upper-case hex.</summary>
    public static bool IsWellFormed(string epk) =>
        epk.Length is HashBytes * 2 or HashBytes * 4 or HashBytes * 6
        && epk.All(digit => char.IsAsciiHexDigitUpper(digit) || char.IsAsciiDigit(digit));

    private static string Hash(ReadOnlySpan<byte> input)
    {
        Span<byte> hash = stackalloc byte[HashBytes];
        Murmur3.Hash128(input, hash);
        hash.Reverse();
        // The two highest bits are kept free for the upper end "FF" of the hash space.
        hash[0] &= 0x3F;
        return Convert.ToHexString(hash);
    }
}
