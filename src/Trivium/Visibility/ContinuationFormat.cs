using System.Text;
using Trivium.Reembedding;

namespace Trivium.Visibility;

/// <summary>
/// The bytes of a continuation. Hidden generations are ascending, so they are written as variable-length differences: a
/// full list of 2,000 fits a URL.
/// </summary>
internal static class ContinuationFormat
{
    /// <summary>The first byte of every token; another one is a token of another release.</summary>
    private const byte Version = 3;

    public static byte[] Write(Continuation continuation)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8))
        {
            writer.Write(Version);
            writer.Write(continuation.Purpose);
            writer.Write(continuation.Tenant);
            writer.Write(continuation.QueryHash);
            writer.Write(continuation.Snapshot is not null);
            if (continuation.Snapshot is { } snapshot) WriteSnapshot(writer, snapshot);
            writer.Write(continuation.Inner);
        }

        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote. Only for bytes whose signature was checked.</summary>
    public static Continuation? Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        if (reader.ReadByte() != Version) return null;

        string purpose = reader.ReadString();
        string tenant = reader.ReadString();
        string queryHash = reader.ReadString();
        Snapshot? snapshot = reader.ReadBoolean() ? ReadSnapshot(reader) : null;
        return new(purpose, tenant, queryHash, snapshot, reader.ReadString());
    }

    private static void WriteSnapshot(BinaryWriter writer, Snapshot snapshot)
    {
        writer.Write7BitEncodedInt64(snapshot.TakenAt.UtcTicks);
        writer.Write7BitEncodedInt64(snapshot.Next);
        writer.Write7BitEncodedInt(snapshot.Hidden.Count);
        long previous = 0;
        foreach (long generation in snapshot.Hidden)
        {
            writer.Write7BitEncodedInt64(generation - previous);
            previous = generation;
        }

        // Which container it goes on in, and how that is asked.
        writer.Write(snapshot.Chunks is not null);
        if (snapshot.Chunks is { } set) WriteChunkSet(writer, set);
    }

    private static Snapshot ReadSnapshot(BinaryReader reader)
    {
        var takenAt = new DateTimeOffset(reader.Read7BitEncodedInt64(), TimeSpan.Zero);
        long next = reader.Read7BitEncodedInt64();
        var hidden = new long[reader.Read7BitEncodedInt()];
        long previous = 0;
        for (int index = 0; index < hidden.Length; index++)
        {
            previous += reader.Read7BitEncodedInt64();
            hidden[index] = previous;
        }

        return new(next, hidden, takenAt) { Chunks = reader.ReadBoolean() ? ReadChunkSet(reader) : null };
    }

    private static void WriteChunkSet(BinaryWriter writer, ChunkSet set)
    {
        writer.Write7BitEncodedInt64(set.Run);
        writer.Write(set.Fingerprint);
        writer.Write(set.Model ?? "");
        writer.Write7BitEncodedInt(set.Dimensions ?? 0);
        writer.Write(set.HasGaps);
    }

    // An empty name and no dimensions stand for none: there are no such models.
    private static ChunkSet ReadChunkSet(BinaryReader reader) => new(
        reader.Read7BitEncodedInt64(),
        reader.ReadString(),
        reader.ReadString() is { Length: > 0 } model ? model : null,
        reader.Read7BitEncodedInt() is > 0 and var dimensions ? dimensions : null)
    {
        HasGaps = reader.ReadBoolean(),
    };
}
