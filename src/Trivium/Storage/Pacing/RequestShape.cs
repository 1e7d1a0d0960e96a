namespace Trivium.Storage.Pacing;

/// <summary>What a request is, as far as its charge can be told before it is sent.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Of">The type of its items: parts of sources are large, heads are small.</param>
/// <param name="Size">Kilobytes to be written, at least 1; 1 for everything else.</param>
internal readonly record struct RequestShape(RequestKind Kind, Type Of, double Size = 1)
{
    private const double KilobyteBytes = 1024;

    public static RequestShape Read<T>() => new(RequestKind.Read, typeof(T));

    public static RequestShape Query<T>() => new(RequestKind.Query, typeof(T));

    public static RequestShape Write<T>(long bytes) => new(RequestKind.Write, typeof(T), KilobytesOf(bytes));

    public static RequestShape Delete(int items) => new(RequestKind.Delete, typeof(object), items);

    public static RequestShape Catalog<T>() => new(RequestKind.Catalog, typeof(T));

    public static double KilobytesOf(long bytes) => Math.Max(1, bytes / KilobyteBytes);
}

/// <summary>The kinds of requests whose charges are alike.</summary>
internal enum RequestKind
{
    Read,
    Query,
    Write,
    Delete,

    /// <summary>A change of the catalog: some reads and a batch.</summary>
    Catalog,
}
