using System.Globalization;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Queries;

/// <summary>Reads how many rows the client wants in a page.</summary>
internal static class PageSize
{
    /// <exception cref="RequestFailure">400 when it is not a number.</exception>
    public static int Of(CosmosRequest request, int whenUnstated)
    {
        if (request.Header(HeaderNames.MaxItemCount) is not { Length: > 0 } text)
            return whenUnstated;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            || count is 0 or < -1)
            throw RequestFailure.BadRequest(
                $"The {HeaderNames.MaxItemCount} header is '{text}'; it must be -1 or a number from 1.");
        return count == -1 ? int.MaxValue : count;
    }
}
