using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Trivium.Durable.Embedded;

/// <summary>Name-based GUIDs, version 5 (RFC 9562, section 5.5).</summary>
internal static class DeterministicGuid
{
    private static readonly Guid Namespace = new("d6f5b0c8-59a1-4f3e-9a7e-2b8c1f04e6d3");

    /// <summary>The GUID of a name: SHA-1 of namespace and name, with version and variant set.</summary>
    public static Guid Create(string name)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        byte[] data = new byte[16 + text.Length];
        Namespace.TryWriteBytes(data, bigEndian: true, out _);
        text.CopyTo(data, 16);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(data, hash);
        ushort version = BinaryPrimitives.ReadUInt16BigEndian(hash[6..]);
        BinaryPrimitives.WriteUInt16BigEndian(hash[6..], (ushort)((version & 0x0FFF) | 0x5000));
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
