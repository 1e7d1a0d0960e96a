using System.Buffers.Binary;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>
/// Resource ids (<c>_rid</c>) as clients expect them: base64 with <c>/</c> written as <c>-</c>; 4 bytes for a database,
/// 8 for a container (the high bit of byte 4 set), 16 for an item (the last 8 little-endian, top nibble zero).
/// </summary>
internal static class ResourceId
{
    public static string Database(uint database) => Encode(stackalloc byte[4], database, null, null);

    public static string Container(uint database, uint container) =>
        Encode(stackalloc byte[8], database, container, null);

    public static string Item(uint database, uint container, long item) =>
        Encode(stackalloc byte[16], database, container, item);

    private static string Encode(Span<byte> bytes, uint database, uint? container, long? item)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, database);
        if (container is { } c)
            BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], c | 0x8000_0000);
        if (item is { } i)
            BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], i);
        return Convert.ToBase64String(bytes).Replace('/', '-');
    }
}
