using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Items;

/// <summary>Reads one item by its id.</summary>
internal static class ItemRead
{
    /// <summary>
    /// Status 200 with the item, or 304 without when <paramref name="ifNoneMatch"/> names its version.
    /// </summary>
    /// <exception cref="RequestFailure">404.</exception>
    public static ItemOutcome Of(ContainerState container, string epk, string id, string? ifNoneMatch, long nowSeconds)
    {
        var item = container.FindLive(epk, id, nowSeconds) ?? throw Missing(id);
        return ifNoneMatch is not null && ETags.Matches(ifNoneMatch, container.ItemETag(item))
            ? new ItemOutcome(304, container, item, RequestCharge.Metadata(isWrite: false))
            : new ItemOutcome(200, container, item, item.ReadCharge);
    }

    public static RequestFailure Missing(string id) =>
        RequestFailure.NotFound($"There is no item with id '{id}' in this partition.");
}
