using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Search;

/// <summary>
/// Features as bytes in storage, so that a partition is indexed after a restart without parsing its items: format and
/// schema, then vectors, words and the projection, each with its length. Numbers are little-endian, as in memory.
/// </summary>
internal static class StoredFeatures
{
    // Another number makes all older bytes unreadable; the items are then parsed.
    private const int Format = 1;

    public static byte[] Encode(SearchFeatures features)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Format);
            writer.Write(HashOf(features.Schema));
            writer.Write(features.IsCut);
            foreach (var vector in features.Vectors)
                Write<float>(writer, vector);
            foreach (var text in features.Texts)
            {
                writer.Write(text.WordCount);
                Write(writer, text.Words);
                Write(writer, text.Counts);
            }
            Write<byte>(writer, features.Projection);
        }
        return stream.ToArray();
    }

    /// <summary>Null when the bytes are of another format or schema, or not as long as they say.</summary>
    public static SearchFeatures? Decode(SearchSchema schema, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(int) + sizeof(ulong) + 1 || BinaryPrimitives.ReadInt32LittleEndian(bytes) != Format
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeof(int)..]) != HashOf(schema))
            return null;
        var isCut = bytes[sizeof(int) + sizeof(ulong)] != 0;
        bytes = bytes[(sizeof(int) + sizeof(ulong) + 1)..];
        var vectors = new float[]?[schema.Vectors.Count];
        for (var i = 0; i < vectors.Length; i++)
        {
            if (!TryRead<float>(ref bytes, out var vector))
                return null;
            vectors[i] = vector.Length == 0 ? null : vector;
        }
        var texts = new TextStatistics[schema.Texts.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            if (bytes.Length < sizeof(int))
                return null;
            var wordCount = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            bytes = bytes[sizeof(int)..];
            if (!TryRead<ulong>(ref bytes, out var words) || !TryRead<ushort>(ref bytes, out var counts)
                || words.Length != counts.Length)
                return null;
            texts[i] = new TextStatistics(words, counts, wordCount);
        }
        return TryRead<byte>(ref bytes, out var projection) && bytes.IsEmpty
            ? new SearchFeatures(schema, vectors, texts, projection, isCut) : null;
    }

    private static ulong HashOf(SearchSchema schema)
    {
        Span<byte> hash = stackalloc byte[16];
        Murmur3.Hash128(Encoding.UTF8.GetBytes(schema.Signature), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    private static void Write<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    private static bool TryRead<T>(ref ReadOnlySpan<byte> bytes, out T[] values)
        where T : unmanaged
    {
        values = [];
        if (bytes.Length < sizeof(int))
            return false;
        var length = (long)BinaryPrimitives.ReadInt32LittleEndian(bytes) * Marshal.SizeOf<T>();
        bytes = bytes[sizeof(int)..];
        if (length < 0 || length > bytes.Length)
            return false;
        values = MemoryMarshal.Cast<byte, T>(bytes[..(int)length]).ToArray();
        bytes = bytes[(int)length..];
        return true;
    }
}
