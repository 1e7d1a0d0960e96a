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
        return Finish(hash);
    }

    /// <param name="kind">Keeps features of different kinds apart that have the same characters.</param>
    /// <param name="characters">The characters of the feature.</param>
    public static ulong Of(int kind, ReadOnlySpan<char> characters)
    {
        var hash = (OffsetBasis ^ (uint)kind) * Prime;
        foreach (var c in characters)
            hash = (((hash ^ (byte)c) * Prime) ^ (byte)(c >> 8)) * Prime;
        return Finish(hash);
    }

    private static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }
}
