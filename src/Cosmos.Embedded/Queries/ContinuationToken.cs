using System.Text;
using System.Text.Json;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Queries;

/// <summary>
/// Where the next page begins. Opaque to clients, and useful only with the query, parameters and container it was made
/// for.
/// </summary>
/// <param name="Purpose">A hash of the query, its parameters, the scope and the container.</param>
/// <param name="AfterEpk">For rows in the order of items: the effective partition key of the last item read.</param>
/// <param name="AfterId">For rows in the order of items: the id of the last item read.</param>
/// <param name="SkipRows">How many rows to leave out from there: those of the last item, or, without an item, of the
/// whole result.</param>
/// <param name="Results">The number of the kept result, if it is still kept.</param>
internal sealed record ContinuationToken(string Purpose, string? AfterEpk, string? AfterId, int SkipRows, long Results)
{
    private const int CharactersMax = 16 * 1024;

    public string Encode() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <exception cref="RequestFailure">400 when it is not a token of this engine, or was made for another
    /// query.</exception>
    public static ContinuationToken Decode(string text, string purpose)
    {
        ContinuationToken? token = null;
        try
        {
            if (text.Length <= CharactersMax)
                token = JsonSerializer.Deserialize<ContinuationToken>(Convert.FromBase64String(text));
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException)
        {
            token = null;
        }
        if (token is null || token.SkipRows < 0 || token.AfterEpk is null != token.AfterId is null
            || token.AfterEpk is not null && !EffectivePartitionKey.IsWellFormed(token.AfterEpk))
            throw RequestFailure.BadRequest(
                "The continuation token is malformed; send back what the last page came with, unchanged.");
        return token.Purpose == purpose
            ? token
            : throw RequestFailure.BadRequest("The continuation token belongs to another query or container.");
    }

    /// <summary>Identifies what a token may be used with.</summary>
    public static string PurposeOf(string containerRid, PartitionScope scope, ReadOnlySpan<byte> query)
    {
        Span<byte> hash = stackalloc byte[16];
        Murmur3.Hash128([.. Encoding.UTF8.GetBytes($"{containerRid} {scope.Start} {scope.End} "), .. query], hash);
        return Convert.ToHexString(hash);
    }
}
