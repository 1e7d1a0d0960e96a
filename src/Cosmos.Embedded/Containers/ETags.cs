using System.Globalization;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>
/// Entity tags: quoted, opaque, never used twice, because container numbers and sequence numbers are not.
/// </summary>
internal static class ETags
{
    public static string Of(uint container, long sequence) => string.Create(
        CultureInfo.InvariantCulture,
            $"\"{(uint)sequence:x8}-0000-0000-{(ushort)(sequence >> 32):x4}-0000{container:x8}\"");

    /// <summary>
    /// Whether an If-Match or If-None-Match value names the tag; <c>*</c> names all. Quotes and a weak mark do not
    /// matter.
    /// </summary>
    public static bool Matches(string condition, string etag)
    {
        foreach (var one in condition.Split(','))
        {
            var value = one.Trim();
            if (value == "*" || Bare(value) == Bare(etag))
                return true;
        }
        return false;
    }

    private static string Bare(string etag) =>
        etag.StartsWith("W/", StringComparison.Ordinal) ? etag[2..].Trim('"') : etag.Trim('"');
}
