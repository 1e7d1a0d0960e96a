namespace Trivium.Embeddings;

/// <summary>
/// FNV-1a with 64 bits (Fowler, Noll, Vo) and the finalizer of MurmurHash3: the same on every machine and in every
/// version, as the vectors made with it are stored.
/// </summary>
internal static class FeatureHash
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = OffsetBasis;
        foreach (var b in bytes)
            hash = (hash ^ b) * Prime;
        return Mix(hash);
    }

    /// <summary>Of a word; four characters at a time.</summary>
    public static ulong Of(ReadOnlySpan<char> word)
    {
        var hash = OffsetBasis ^ (ulong)word.Length;
        for (; word.Length >= 4; word = word[4..])
        {
            var four = word[0] | (ulong)word[1] << 16 | (ulong)word[2] << 32 | (ulong)word[3] << 48;
            hash = (hash ^ four) * 0xC4CEB9FE1A85EC53;
            hash ^= hash >> 32;
        }

        foreach (var c in word)
            hash = (hash ^ c) * Prime;
        return Mix(hash);
    }

    /// <summary>Spreads up to four characters that were packed into one number.</summary>
    public static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }
}
