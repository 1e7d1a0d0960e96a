using System.Net;
using Trivium.Errors;
using Trivium.Terms.Normalization;

namespace Trivium.Documents.Fetching;

/// <summary>
/// Which URLs are fetched. The URL is judged by its text here, by what its host resolves to in
/// <see cref="GuardedConnections"/>; both are asked again at each redirect.
/// </summary>
internal sealed class UrlRules(IReadOnlyList<FetchTarget> allowed)
{
    /// <summary>2,048 characters: what servers take.</summary>
    public const int UrlCharsMax = 2_048;

    /// <summary>Names that only ever mean something inside of a network (RFC 6761, RFC 6762, RFC 8375, ICANN 2024).</summary>
    private static readonly string[] _privateSuffixes =
        [".localhost", ".local", ".internal", ".home.arpa", ".lan", ".corp", ".home", ".intranet", ".test", ".invalid"];

    public UrlRules(TriviumOptions options)
        : this([.. options.AllowedUrlTargets.Select(target => FetchTarget.Parse(target)!)])
    {
    }

    /// <summary>A URL that may be asked, as far as its text tells.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Invalid"/>: says why it is not fetched.</exception>
    public Uri Require(string url)
    {
        if (url.Length > UrlCharsMax)
            throw Refused(url, $"it has {url.Length} characters; at most {UrlCharsMax} are possible");
        if (url.AsSpan().ContainsAny(" \\\t\r\n") || url.Any(char.IsControl))
            throw Refused(url, "it has blanks, control characters or backslashes; write them as %20 and so on");
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) || !IsHttp(parsed))
            throw Refused(url, "it is not an absolute http or https URL");

        Check(parsed);
        return parsed;
    }

    /// <summary>Where a redirect leads, if that may be asked.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Invalid"/>: says why it is not followed.</exception>
    public Uri RequireRedirect(Uri from, Uri location)
    {
        string target = location.OriginalString;
        if (!Uri.TryCreate(from, location, out Uri? to) || !IsHttp(to))
            throw Refused(target, "it is a redirect to something that is not http or https");
        if (from.Scheme == Uri.UriSchemeHttps && to.Scheme == Uri.UriSchemeHttp)
            throw Refused(target, "it is a redirect from https to http");

        Check(to);
        return to;
    }

    /// <summary>What is wrong with asking an address; null where nothing is.</summary>
    public string? RefusalOf(string host, int port, IPAddress address) =>
        allowed.Any(target => target.AllowsHost(host, port) || target.AllowsAddress(address))
            ? null
            : AddressRules.Refusal(address);

    /// <summary>The name that is resolved: in ASCII, lower case, without the dot of the root.</summary>
    public static string HostOf(Uri url) => url.IdnHost.TrimEnd('.').ToLowerInvariant().Trim('[', ']');

    public static TriviumException Refused(string url, string why)
    {
        string shown = url.Length <= 200 ? url : $"{url[..200]}…";
        string message = $"The URL '{shown}' is not fetched: {why}. Send the document's content instead, or use a public URL.";
        return new(ErrorCode.Invalid, message) { Errors = new Dictionary<string, string[]> { ["url"] = [message] } };
    }

    private static bool IsHttp(Uri url) => url.Scheme is "http" or "https";

    private void Check(Uri url)
    {
        string shown = url.OriginalString;
        if (url.UserInfo.Length > 0) throw Refused(shown, "it has a user name or password in it");

        string host = HostOf(url);
        if (host.Length == 0) throw Refused(shown, "it names no host");

        // Full-width or circled digits and dots: some resolvers fold them and arrive somewhere else than it looks.
        string folded = CompatibilityNormalization.Normalize(url.Host);
        if (folded != url.Host)
            throw Refused(shown, $"its host has characters that only look like '{folded}'; write that instead");
        if (allowed.Any(target => target.AllowsHost(host, url.Port))) return;

        if (url.Port is not (80 or 443)) throw Refused(shown, $"port {url.Port} is neither 80 nor 443");
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            if (RefusalOf(host, url.Port, address) is { } what) throw Refused(shown, $"its address {address} is {what}");
            return;
        }

        CheckName(shown, host);
    }

    private static void CheckName(string url, string host)
    {
        if (!host.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_'))
            throw Refused(url, $"'{host}' is not a host name");
        if (!host.Contains('.', StringComparison.Ordinal))
            throw Refused(url, $"'{host}' is a name without a dot, which only means something inside of a network");
        if (_privateSuffixes.FirstOrDefault(suffix => host.EndsWith(suffix, StringComparison.Ordinal)) is { } suffix)
            throw Refused(url, $"names that end in '{suffix}' only mean something inside of a network");

        // "127.1", "0x7f.0.0.1": some resolvers take for an address what is not written as one.
        string last = host[(host.LastIndexOf('.') + 1)..];
        if (char.IsAsciiDigit(last[0])) throw Refused(url, $"'{host}' is neither a name nor an address in four decimal numbers");
    }
}
