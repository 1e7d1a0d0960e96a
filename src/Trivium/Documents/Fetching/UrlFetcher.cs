using System.Net;
using System.Net.Http.Headers;
using Trivium.Errors;
using Trivium.Extraction;

namespace Trivium.Documents.Fetching;

/// <summary>Fetches documents from the public Internet, and from nowhere else unless it is allowed by name.</summary>
internal sealed class UrlFetcher : IDisposable
{
    /// <summary>5 redirects: http to https, a canonical name, a login page's detour; a loop has more.</summary>
    private const int RedirectsMax = 5;

    /// <summary>10 s: a server that does not take a connection by then is not there.</summary>
    private static readonly TimeSpan _connectTimeout = TimeSpan.FromSeconds(10);

    private readonly UrlRules _rules;
    private readonly TriviumOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public UrlFetcher(UrlRules rules, IAddressResolver resolver, TriviumOptions options, TimeProvider time)
    {
        _rules = rules;
        _options = options;
        _time = time;
        var connections = new GuardedConnections(rules, resolver);

        // A proxy would connect for us, to wherever it likes; cookies and credentials would be somebody else's.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = _connectTimeout,
            ConnectCallback = connections.ConnectAsync,
            ActivityHeadersPropagator = null,
        };
        _client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new("Trivium", "1"));
        _client.DefaultRequestHeaders.Accept.Add(new("*/*"));
    }

    /// <summary>Asks for a document.</summary>
    /// <param name="url">Its URL.</param>
    /// <param name="etag">The entity tag of what is there already; null: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="TriviumException">
    /// <see cref="ErrorCode.Invalid"/>: the URL is not fetched, or the server refuses it; <see
    /// cref="ErrorCode.Unavailable"/>: the server is not there, is too slow or has a fault.
    /// </exception>
    public async Task<FetchedDocument> FetchAsync(string url, string? etag, CancellationToken cancellationToken)
    {
        Uri target = _rules.Require(url);
        var deadline = new FetchDeadline(_options.UrlTimeout, _time, cancellationToken);
        try
        {
            HttpResponseMessage response = await FollowAsync(target, etag, deadline);
            return Read(url, response, deadline);
        }
        catch (Exception exception)
        {
            deadline.Dispose();
            if (deadline.Translate(url, exception) is { } fault) throw fault;
            throw;
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> FollowAsync(Uri target, string? etag, FetchDeadline deadline)
    {
        for (int redirects = 0; redirects <= RedirectsMax; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, target);
            if (etag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            HttpResponseMessage response = await _client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
            {
                // The client's own picture of the request is gone with it; what answered is this.
                response.RequestMessage = new(HttpMethod.Get, target);
                return response;
            }

            response.Dispose();
            target = _rules.RequireRedirect(target, location);
        }

        throw UrlRules.Refused(target.OriginalString, $"there were more than {RedirectsMax} redirects on the way to it");
    }

    private FetchedDocument Read(string url, HttpResponseMessage response, FetchDeadline deadline)
    {
        Uri final = response.RequestMessage!.RequestUri!;
        var origin = new DocumentOrigin(
            url,
            final.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped),
            response.Headers.ETag?.ToString(),
            response.Content.Headers.LastModified,
            _time.GetUtcNow());
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            response.Dispose();
            deadline.Dispose();
            return new(origin, "", null);
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            response.Dispose();
            throw AnswerFault(url, response.StatusCode);
        }

        if (response.Content.Headers.ContentLength > _options.BodySizeBytesMax)
        {
            response.Dispose();
            throw Writing.SourceUpload.TooLarge(_options.BodySizeBytesMax);
        }

        return new(origin, TypeOf(response.Content.Headers.ContentType, final), new FetchedStream(url, response, deadline));
    }

    /// <summary>Servers send as plain text or as bytes what they do not know; then the name says more.</summary>
    private static string TypeOf(MediaTypeHeaderValue? sent, Uri final)
    {
        string? named = ContentTypes.OfFile(final.AbsolutePath);
        string type = sent?.ToString() ?? "";
        if (named is null) return type;
        if (sent?.MediaType is null or "application/octet-stream" or "binary/octet-stream") return named;

        return sent.MediaType == "text/plain" && named != "text/plain" && ContentTypes.IsSupported(type)
            ? sent.CharSet is { Length: > 0 } charset ? $"{named}; charset={charset}" : named
            : type;
    }

    private static TriviumException AnswerFault(string url, HttpStatusCode status) => (int)status switch
    {
        408 or 425 or 429 or >= 500 => new(
            ErrorCode.Unavailable, $"The server of '{url}' answered {(int)status}. Try again later."),
        _ => UrlRules.Refused(url, $"its server answered {(int)status}"),
    };

    private static bool IsRedirect(HttpStatusCode status) => status
        is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}
