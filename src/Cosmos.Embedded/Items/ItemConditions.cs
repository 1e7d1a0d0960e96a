using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Items;

/// <summary>What must hold of the stored version for a write to happen.</summary>
internal readonly record struct ItemConditions(string? IfMatch, string? IfNoneMatch)
{
    /// <exception cref="RequestFailure">412.</exception>
    public void Check(string etag, string id)
    {
        if (IfMatch is not null && !ETags.Matches(IfMatch, etag))
        {
            throw RequestFailure.PreconditionFailed(
                $"Item '{id}' has etag {etag}, not {IfMatch}: it was written since it was read. "
                + "Read it again and retry.");
        }
        if (IfNoneMatch is not null && ETags.Matches(IfNoneMatch, etag))
            throw RequestFailure.PreconditionFailed($"Item '{id}' has etag {etag}, which If-None-Match rules out.");
    }
}
