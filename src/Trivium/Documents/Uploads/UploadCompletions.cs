using System.Security.Cryptography;
using Trivium.Documents.Writing;
using Trivium.Errors;
using Trivium.Extraction;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Documents.Uploads;

/// <summary>
/// Makes an upload a document. First it is closed for good or until a fault is found; then its bytes are checked as they
/// are stored, and accepted like any other source. Cut off anywhere, the same call goes on.
/// </summary>
internal sealed class UploadCompletions(
    UploadStore store, SourceParts pieces, DocumentWrites writes, TimeProvider time)
{
    /// <summary>5 min: a completion that has not ended by then has died, and one that says otherwise may follow.</summary>
    private static readonly TimeSpan _claimedFor = TimeSpan.FromMinutes(5);

    public async Task<AcceptedWrite> CompleteAsync(
        string tenant,
        string uploadId,
        int parts,
        string sha256,
        Precondition precondition,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        UploadItem upload = await store.RequireAsync(tenant, uploadId, meter, cancellationToken);
        if (upload is { State: UploadState.Completed, InstanceId: { } done, Claim: { } claim })
        {
            return claim.Sha256 == sha256
                ? new(upload.DocumentId, new(done, false, false))
                : throw new TriviumException(ErrorCode.Conflict, "The upload was completed with another sha256.");
        }

        upload = await ClaimAsync(upload, parts, sha256, meter, cancellationToken);
        StoredSource stored;
        try
        {
            stored = await CheckAsync(upload, parts, sha256, meter, cancellationToken);
            await writes.ValidateAsync(tenant, upload.DocumentId, stored, upload.ContentType, meter, cancellationToken);
        }
        catch (Exception exception) when (exception is ContentException or TriviumException { Code: ErrorCode.Invalid })
        {
            // Its bytes are wrong, whoever looks: parts may be sent again.
            await store.TryReplaceAsync(
                upload, upload with { State = UploadState.Open, Claim = null }, meter, CancellationToken.None);
            throw;
        }

        AcceptedWrite accepted = await writes.AcceptStoredAsync(
            tenant, MarkerOf(upload), stored, InputOf(upload, precondition), meter, cancellationToken);
        UploadItem completed = upload with { State = UploadState.Completed, InstanceId = accepted.Acceptance.InstanceId };
        await store.TryReplaceAsync(upload, completed, meter, CancellationToken.None);
        return accepted;
    }

    private static SourceMarker MarkerOf(UploadItem upload) =>
        SourceMarker.Of(upload.Tenant, upload.DocumentId, upload.SourceId, upload.CreatedAt);

    private static DocumentInput InputOf(UploadItem upload, Precondition precondition) => new DocumentInput
    {
        DocumentId = upload.DocumentId,
        ContentType = upload.ContentType,
        Title = upload.Title,
        Source = upload.Source,
        Metadata = upload.Metadata,
        RequestedChunking = upload.Chunking,
        Content = Stream.Null,
        Precondition = precondition,
    }.Described();

    /// <summary>Closes the upload: from here on its parts do not change.</summary>
    private async Task<UploadItem> ClaimAsync(
        UploadItem upload, int parts, string sha256, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (upload is { State: UploadState.Completing, Claim: { } claim })
        {
            if (claim.Parts == parts && claim.Sha256 == sha256) return upload;
            if (claim.Until > now)
                throw new TriviumException(
                    ErrorCode.Conflict, "The upload is being completed with other parts or another sha256.");
        }
        else if (upload.State == UploadState.Completing)
        {
            throw new TriviumException(ErrorCode.Conflict, "The upload was given up.");
        }

        DocumentUploads.RequireNoWriters(upload, now);
        var claimed = new UploadClaim(parts, sha256, now + _claimedFor);
        return await store.TryReplaceAsync(
            upload, upload with { State = UploadState.Completing, Claim = claimed }, meter, cancellationToken)
            ?? throw new TriviumException(
                ErrorCode.Conflict, "The upload changed just now. Repeat this when all its parts have been answered.");
    }

    private async Task<StoredSource> CheckAsync(
        UploadItem upload, int count, string sha256, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        IReadOnlyList<UploadPartItem> parts = await store.PartsAsync(upload, meter, cancellationToken);
        RequireWhole(upload, parts, count);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long size = parts.Sum(part => (long)part.SizeBytes);
        int pieceCount = (int)((size + SourcePartItem.PartSizeBytesMax - 1) / SourcePartItem.PartSizeBytesMax);
        for (int index = 0; index < pieceCount; index++)
        {
            byte[] data = await pieces.ReadAsync(
                upload.Tenant, upload.DocumentId, upload.SourceId, index, meter, cancellationToken)
                ?? throw new TriviumException(
                    ErrorCode.NotFound, "The upload was given up meanwhile. Begin it again.");
            hash.AppendData(data);
        }

        string actual = Convert.ToHexStringLower(hash.GetHashAndReset());
        return actual == sha256
            ? new(upload.SourceId, pieceCount, size, actual, null)
            : throw new TriviumException(
                ErrorCode.Invalid,
                $"The parts come to sha256 {actual}, not {sha256}. Compare the parts' own hashes and send again what differs.");
    }

    private static void RequireWhole(UploadItem upload, IReadOnlyList<UploadPartItem> parts, int count)
    {
        for (int number = 1; number <= Math.Max(count, parts.Count); number++)
        {
            UploadPartItem? part = parts.FirstOrDefault(item => item.Number == number);
            if (part is null) throw Fault($"Part {number} of {count} is missing. Send it.");
            if (number > count) throw Fault($"There is a part {number}, but the upload is to have {count}. Say how many there are.");
            if (number < count && part.SizeBytes != upload.PartSizeBytes)
                throw Fault(
                    $"Part {number} has {part.SizeBytes} bytes; every part but the last has {upload.PartSizeBytes}. Send it again.");
        }

        static TriviumException Fault(string message) => new(ErrorCode.Invalid, message);
    }
}
