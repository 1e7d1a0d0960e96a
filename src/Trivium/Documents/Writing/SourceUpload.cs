using System.Globalization;
using System.Security.Cryptography;
using Trivium.Errors;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Documents.Writing;

/// <summary>Stores the bytes of a source as they come in, owned by a marker until they are accepted.</summary>
internal sealed class SourceUpload(
    TriviumDatabase database, SourceParts parts, TriviumOptions options, TimeProvider time)
{
    /// <summary>32 hexadecimal digits of randomness.</summary>
    private const int SourceIdLength = 32;

    /// <summary>Stores the parts.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.TooLarge"/></exception>
    public async Task<StoredSource> StoreAsync(
        string tenant,
        string documentId,
        SourceMarker marker,
        Stream content,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        await database.Catalog.TryCreateAsync(marker, PartitionKeys.Catalog(tenant), meter, cancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[SourcePartItem.PartSizeBytesMax];
        byte[] only = [];
        long size = 0;
        int count = 0;
        while (true)
        {
            int length = await content.ReadAtLeastAsync(
                buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            if (length == 0) break;

            size += length;
            if (size > options.BodySizeBytesMax) throw TooLarge(options.BodySizeBytesMax);

            byte[] data = buffer[..length];
            hash.AppendData(data);
            await parts.WriteAsync(tenant, documentId, marker.SourceId, count, data, meter, cancellationToken);
            count++;
            only = data;
            if (length < buffer.Length) break;
        }

        string sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        return new(marker.SourceId, count, size, sha256, count <= 1 ? only : null);
    }

    /// <summary>A marker for a new source.</summary>
    public SourceMarker NewMarker(string tenant, string documentId) => SourceMarker.Of(
        tenant,
        documentId,
        RandomNumberGenerator.GetHexString(SourceIdLength, lowercase: true),
        time.GetUtcNow());

    /// <summary>A body over the limit.</summary>
    public static TriviumException TooLarge(long limit) => new(
        ErrorCode.TooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The body is larger than {limit} bytes. Split the document into several."));
}

/// <summary>A source whose bytes are stored.</summary>
/// <param name="SourceId">Names its parts.</param>
/// <param name="Parts">How many there are.</param>
/// <param name="SizeBytes">All bytes.</param>
/// <param name="Sha256">Their hash.</param>
/// <param name="Whole">The bytes, where they are one part or none; else null.</param>
internal sealed record StoredSource(string SourceId, int Parts, long SizeBytes, string Sha256, byte[]? Whole);
