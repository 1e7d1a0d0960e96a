namespace Trivium.Documents.Fetching;

/// <summary>What was answered when a document was fetched.</summary>
/// <param name="Url">The URL asked for.</param>
/// <param name="FinalUrl">The URL that answered, after redirects.</param>
/// <param name="ETag">The answer's entity tag, as sent; asked for again with it, the server can say that nothing changed.</param>
/// <param name="LastModified">When the server says it changed.</param>
/// <param name="FetchedAt">When it was fetched.</param>
public sealed record DocumentOrigin(
    string Url, string FinalUrl, string? ETag, DateTimeOffset? LastModified, DateTimeOffset FetchedAt);

/// <summary>An answer whose body is still to be read.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="ContentType">The media type it was sent as, or that its name says; empty where neither does.</param>
/// <param name="Content">The body, decompressed; null where nothing has changed since the ETag given.</param>
internal sealed record FetchedDocument(DocumentOrigin Origin, string ContentType, Stream? Content);
