using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Trivium.Chunking;
using Trivium.Documents.Writing;
using Trivium.Errors;
using Trivium.Settings;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Documents.Uploads;

/// <summary>Begins uploads, takes their parts, gives them up.</summary>
internal sealed class DocumentUploads(
    UploadStore store,
    SourceUpload sources,
    SourceParts parts,
    OrphanedSources orphans,
    TriviumDatabase database,
    TenantSettings settings,
    TimeProvider time)
{
    /// <summary>Begins an upload.</summary>
    public async Task<UploadItem> CreateAsync(
        string tenant, UploadInput input, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        SourceChecks.RequireSupported(input.ContentType);

        // Decided when the upload is completed; what is not possible is refused before its parts are sent.
        await settings.ChunkSizesAsync(tenant, input.Chunking, meter, cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        string documentId = input.DocumentId is { } given ? DocumentIds.Require(given) : DocumentIds.New(now);
        DateTimeOffset expiresAt = now + UploadLimits.Lifetime;

        // The marker first: parts without one would belong to nobody.
        SourceMarker marker = sources.NewMarker(tenant, documentId) with { KeepUntil = expiresAt + UploadLimits.KeptAfter };
        await database.Catalog.TryCreateAsync(marker, PartitionKeys.Catalog(tenant), meter, cancellationToken);
        var upload = new UploadItem
        {
            Id = RandomNumberGenerator.GetHexString(32, lowercase: true),
            Tenant = tenant,
            DocumentId = documentId,
            SourceId = marker.SourceId,
            ContentType = input.ContentType,
            Title = input.Title,
            Source = input.Source,
            Metadata = input.Metadata,
            Chunking = input.Chunking,
            PartSizeBytes = input.PartSizeBytes,
            CreatedAt = now,
            ExpiresAt = expiresAt,
            Ttl = (int)(UploadLimits.Lifetime + UploadLimits.KeptAfter).TotalSeconds,
        };
        await store.CreateAsync(upload, meter, cancellationToken);
        return upload;
    }

    /// <summary>Stores a part; one that was there is replaced.</summary>
    public async Task<UploadPartItem> PutPartAsync(
        string tenant, string uploadId, int number, Stream body, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        UploadItem upload = await store.RequireAsync(tenant, uploadId, meter, cancellationToken);
        int partsMax = PartsMax(upload);
        if (number < 1 || number > partsMax)
            throw new TriviumException(
                ErrorCode.Invalid,
                $"The part's number is {number}; with parts of {upload.PartSizeBytes} bytes 1 to {partsMax} are possible.");

        ReadOnlyMemory<byte> bytes = await ReadAsync(body, upload.PartSizeBytes, cancellationToken);
        var part = new UploadPartItem
        {
            Id = UploadPartItem.IdOf(upload.Id, number),
            Tenant = tenant,
            UploadId = upload.Id,
            Number = number,
            SizeBytes = bytes.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span)),
            Ttl = upload.Ttl,
        };
        await store.WriteAsync(
            upload, part, stop => WritePiecesAsync(upload, number, bytes, meter, stop), meter, cancellationToken);
        return part;
    }

    /// <summary>Gives an upload up.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Conflict"/>: it is a document, or in use.</exception>
    public async Task DeleteAsync(
        string tenant, string uploadId, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        UploadItem upload = await store.RequireAsync(tenant, uploadId, meter, cancellationToken);
        if (upload.State == UploadState.Completed)
            throw new TriviumException(
                ErrorCode.Conflict, $"The upload is the document '{upload.DocumentId}' by now; delete that.");

        RequireNoWriters(upload, time.GetUtcNow());
        UploadItem? closed = await store.TryReplaceAsync(
            upload, upload with { State = UploadState.Completing, Claim = null }, meter, cancellationToken)
            ?? throw new TriviumException(ErrorCode.Conflict, "The upload is being changed. Repeat this in a moment.");
        await orphans.DiscardAsync(
            SourceMarker.Of(tenant, closed.DocumentId, closed.SourceId, closed.CreatedAt), meter, cancellationToken);
        await store.DeleteAsync(closed, meter, cancellationToken);
    }

    public static int PartsMax(UploadItem upload) => (int)(UploadLimits.SizeBytesMax / upload.PartSizeBytes);

    /// <exception cref="TriviumException"><see cref="ErrorCode.Conflict"/>: a part is being written.</exception>
    public static void RequireNoWriters(UploadItem upload, DateTimeOffset now)
    {
        if (upload.Writers.Values.Any(until => until > now))
            throw new TriviumException(
                ErrorCode.Conflict, "A part of the upload is being written. Repeat this when it has been answered.");
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(
        Stream body, int sizeBytesMax, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[sizeBytesMax + 1];
        int length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > sizeBytesMax)
            throw new TriviumException(
                ErrorCode.TooLarge,
                string.Create(CultureInfo.InvariantCulture, $"The part is larger than {sizeBytesMax} bytes, the part size of its upload."));
        return length == 0
            ? throw new TriviumException(ErrorCode.Invalid, "The part is empty; send its bytes as the body.")
            : buffer.AsMemory(0, length);
    }

    private async Task WritePiecesAsync(
        UploadItem upload,
        int number,
        ReadOnlyMemory<byte> bytes,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        const int Piece = SourcePartItem.PartSizeBytesMax;
        int index = (number - 1) * (upload.PartSizeBytes / Piece);
        for (int from = 0; from < bytes.Length; from += Piece, index++)
        {
            byte[] data = bytes[from..Math.Min(from + Piece, bytes.Length)].ToArray();
            await parts.WriteAsync(
                upload.Tenant, upload.DocumentId, upload.SourceId, index, data, meter, cancellationToken);
        }
    }
}

/// <summary>An upload as it was asked for.</summary>
internal sealed record UploadInput(
    string? DocumentId,
    string ContentType,
    string? Title,
    string? Source,
    JsonElement? Metadata,
    RequestedChunkSizes? Chunking,
    int PartSizeBytes);
