using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Trivium.Tenancy;

namespace Trivium.Keys;

/// <summary>
/// A key as its holder has it: <c>trv_{tenant}_{id}_{secret}</c>. Tenant and id say where its item is, so that looking
/// it up is one point read; neither is a secret. The secret is 256 random bits: nobody guesses it, so a fast hash will
/// do.
/// </summary>
internal static class KeyText
{
    /// <summary>What every key begins with: people and secret scanners know one when they see it.</summary>
    public const string Prefix = "trv_";

    private const int SecretSizeBytes = 32;

    private const int IdLength = 16;

    /// <summary>256 characters: the longest key is 86, and a bootstrap key may be longer; more is not hashed.</summary>
    private const int LengthMax = 256;

    /// <summary>A new key; the text is nowhere but in what this returns.</summary>
    public static (KeyName Name, string Text) New(string tenant)
    {
        var name = new KeyName(tenant, RandomNumberGenerator.GetHexString(IdLength, lowercase: true));
        string secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretSizeBytes));
        return (name, $"{Prefix}{name.Tenant}_{name.Id}_{secret}");
    }

    /// <summary>The public part of what may be a key.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out KeyName? name)
    {
        name = null;
        if (text.Length > LengthMax || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;

        // The secret may itself have underscores.
        string[] parts = text[Prefix.Length..].Split('_', 3);
        if (parts is not [var tenant, var id, { Length: > 0 }]) return false;
        if (!TenantNames.IsName(tenant) || !IsId(id)) return false;

        name = new KeyName(tenant, id);
        return true;
    }

    /// <summary>Whether a text can be the id of a key.</summary>
    public static bool IsId(string text) => text.Length == IdLength && text.All(char.IsAsciiHexDigitLower);

    /// <summary>
    /// What is stored of a key: the SHA-256 of the whole text. Of what is too long for a key, nothing.
    /// </summary>
    public static byte[] HashOf(string text) =>
        text.Length > LengthMax ? [] : SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Whether a text has a hash; the time taken says nothing about it.</summary>
    public static bool Matches(string text, ReadOnlySpan<byte> hash) =>
        CryptographicOperations.FixedTimeEquals(HashOf(text), hash);
}

/// <summary>A key's public part.</summary>
internal sealed record KeyName(string Tenant, string Id);
