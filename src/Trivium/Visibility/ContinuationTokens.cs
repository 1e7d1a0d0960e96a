using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Trivium.Errors;
using Trivium.Operations;

namespace Trivium.Visibility;

/// <summary>
/// Continuation tokens: signed, because they say what their bearer may see and how long; readable by whoever holds
/// them,
/// because there is nothing secret in them.
/// </summary>
internal sealed class ContinuationTokens(SecretStore secrets, SnapshotReader snapshots)
{
    private const string SecretName = "continuation";

    /// <summary>The token of a continuation.</summary>
    public async Task<string> ProtectAsync(Continuation continuation, CancellationToken cancellationToken)
    {
        byte[] key = await secrets.GetAsync(SecretName, cancellationToken);
        byte[] payload = ContinuationFormat.Write(continuation);
        return Base64Url.EncodeToString([.. HMACSHA256.HashData(key, payload), .. payload]);
    }

    /// <summary>What a token says, when it belongs to this very question and its snapshot still lives.</summary>
    /// <param name="token">The token.</param>
    /// <param name="purpose">The route.</param>
    /// <param name="tenant">Who asks.</param>
    /// <param name="queryHash">What is asked.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="field">The field of the request it stands in.</param>
    /// <exception cref="TriviumException">
    /// <see cref="ErrorCode.Invalid"/>: not a token, or of another question; <see cref="ErrorCode.Expired"/>: too old.
    /// </exception>
    public async Task<Continuation> UnprotectAsync(
        string token,
        string purpose,
        string tenant,
        string queryHash,
        CancellationToken cancellationToken,
        string field = "continuation")
    {
        byte[] key = await secrets.GetAsync(SecretName, cancellationToken);
        Continuation? continuation = Verify(token, key);
        if (continuation is null)
            throw Invalid(
                field,
                $"The {field} token is not one that this service made. Send it back unchanged, "
                + "or leave it out to start anew.");
        if (continuation.Purpose != purpose || continuation.Tenant != tenant || continuation.QueryHash != queryHash)
            throw Invalid(
                field,
                $"The {field} token belongs to another request. Repeat the request it came from, "
                + "or leave it out to start anew.");

        if (continuation.Snapshot is { } snapshot) snapshots.Resume(snapshot).EnsureAlive();
        return continuation;
    }

    /// <summary>A hash of everything that makes a question what it is; absent parts count.</summary>
    public static string HashOf(params ReadOnlySpan<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string? part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part ?? "");
            hash.AppendData(BitConverter.GetBytes(part is null ? -1 : bytes.Length));
            hash.AppendData(bytes);
        }

        return Base64Url.EncodeToString(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static Continuation? Verify(string token, byte[] key)
    {
        if (!Base64Url.IsValid(token)) return null;

        byte[] bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length <= HMACSHA256.HashSizeInBytes) return null;

        byte[] payload = bytes[HMACSHA256.HashSizeInBytes..];
        bool genuine = CryptographicOperations.FixedTimeEquals(
            HMACSHA256.HashData(key, payload), bytes.AsSpan(0, HMACSHA256.HashSizeInBytes));
        return genuine ? ContinuationFormat.Read(payload) : null;
    }

    private static TriviumException Invalid(string field, string message) =>
        new(ErrorCode.Invalid, message) { Errors = new Dictionary<string, string[]> { [field] = [message] } };
}
