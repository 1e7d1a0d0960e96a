using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>Pages of instances: the token is the creation time and id of a page's last instance.</summary>
internal static class QueryPaging
{
    /// <summary>
    /// The limit stated by <see cref="OrchestrationQuery.PageSize"/>; inputs and outputs of a page fit in memory.
    /// </summary>
    public const int PageSizeMax = 1000;

    /// <summary>What a token that is none is refused with.</summary>
    public const string InvalidToken =
        "The continuation token is not one this engine gave out. Start again without one.";

    /// <summary>The token that asks for what follows <paramref name="last"/>.</summary>
    public static string Token(OrchestrationMetadata last) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{last.CreatedAt.UtcTicks}|{last.InstanceId}")));

    /// <summary>Checks a query; returns where its page begins.</summary>
    /// <exception cref="ArgumentException">The page size is outside its range, or the token is none.</exception>
    public static (DateTimeOffset CreatedAt, string InstanceId)? Check(OrchestrationQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.PageSize is < 1 or > PageSizeMax)
            throw new ArgumentException(
                $"The page size is {query.PageSize}; it must be 1 to {PageSizeMax}.", nameof(query));
        return query.ContinuationToken is { } token ? Read(token) ?? throw new ArgumentException(InvalidToken) : null;
    }

    /// <summary>True for a token this engine may have given out.</summary>
    public static bool IsToken(string token) => Read(token) is not null;

    private static (DateTimeOffset CreatedAt, string InstanceId)? Read(string token)
    {
        Span<byte> bytes = token.Length <= 1024 ? new byte[Base64Url.GetMaxDecodedLength(token.Length)] : [];
        if (bytes.IsEmpty || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out int length))
            return null;
        string[] parts = Encoding.UTF8.GetString(bytes[..length]).Split('|', 2);
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks
                ? (new DateTimeOffset(ticks, TimeSpan.Zero), parts[1])
                : null;
    }
}
