using System.Text;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Items;

/// <summary>The rules for ids of items.</summary>
internal static class ItemId
{
    /// <summary>The service's limit, in UTF-8.</summary>
    public const int BytesMax = 1023;

    /// <exception cref="RequestFailure">400 saying what the id may not have.</exception>
    public static void Check(string id)
    {
        var bytes = Encoding.UTF8.GetByteCount(id);
        if (bytes is 0 or > BytesMax)
            throw RequestFailure.BadRequest($"The item id has {bytes} bytes; it takes 1 to {BytesMax}.");
        if (id.AsSpan().IndexOfAny('/', '\\') >= 0)
            throw RequestFailure.BadRequest($"The item id '{id}' may not contain / or \\.");
    }
}
