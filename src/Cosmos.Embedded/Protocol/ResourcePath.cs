using System.Text;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>Splits a request path into its decoded segments.</summary>
internal static class ResourcePath
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <exception cref="RequestFailure">400 for a percent escape that is incomplete or is not UTF-8.</exception>
    public static string[] Split(string path)
    {
        var trimmed = path.Trim('/');
        if (trimmed.Length == 0)
            return [];
        var segments = trimmed.Split('/');
        for (var i = 0; i < segments.Length; i++)
            segments[i] = Decode(segments[i]);
        return segments;
    }

    private static string Decode(string segment)
    {
        if (!segment.Contains('%'))
            return segment;
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(segment.Length)];
        var length = 0;
        for (var i = 0; i < segment.Length;)
        {
            if (segment[i] == '%')
            {
                if (i + 2 >= segment.Length || !char.IsAsciiHexDigit(segment[i + 1])
                    || !char.IsAsciiHexDigit(segment[i + 2]))
                    throw Invalid(segment);
                bytes[length++] = Convert.FromHexString(segment.AsSpan(i + 1, 2))[0];
                i += 3;
                continue;
            }
            var next = segment.IndexOf('%', i);
            var end = next < 0 ? segment.Length : next;
            length += Encoding.UTF8.GetBytes(segment, i, end - i, bytes, length);
            i = end;
        }
        try
        {
            return StrictUtf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw Invalid(segment);
        }
    }

    private static RequestFailure Invalid(string segment) => RequestFailure.BadRequest(
        $"The path segment '{segment}' has a percent escape that is incomplete or not UTF-8; escape each byte as %XX.");
}
