using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Trivium.Tests.Keys.CrossTenant;

/// <summary>What an intruder makes of a continuation token they came by.</summary>
internal static class Forgeries
{
    private const int SignatureSizeBytes = HMACSHA256.HashSizeInBytes;

    public static IEnumerable<string> Of(string token)
    {
        byte[] bytes = Base64Url.DecodeFromChars(token);
        byte[] payload = Renamed(bytes[SignatureSizeBytes..]);

        yield return token;

        // Another name under the old signature, under none, and under one with a key everybody can guess.
        yield return Encode(bytes[..SignatureSizeBytes], payload);
        yield return Encode(new byte[SignatureSizeBytes], payload);
        yield return Encode(HMACSHA256.HashData(new byte[32], payload), payload);
        yield return Base64Url.EncodeToString(payload);
        yield return token[..^4];
    }

    private static byte[] Renamed(byte[] payload)
    {
        byte[] renamed = [.. payload];
        int at = renamed.AsSpan().IndexOf(Encoding.UTF8.GetBytes("alpha"));
        Assert.True(at > 0, "The token names no tenant.");
        Encoding.UTF8.GetBytes("bravo").CopyTo(renamed, at);
        return renamed;
    }

    private static string Encode(byte[] signature, byte[] payload) =>
        Base64Url.EncodeToString([.. signature, .. payload]);
}
