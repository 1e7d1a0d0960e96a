using Trivium.Errors;
using Trivium.Extraction;
using Trivium.Extraction.Streaming;
using Trivium.Storage;

namespace Trivium.Documents.Writing;

/// <summary>Refuses what could not be ingested, before it is accepted.</summary>
internal sealed class SourceChecks(SourceParts parts)
{
    /// <summary>
    /// 2 large sources at a time: most formats are checked as a whole, in memory, and all keep a core busy.
    /// </summary>
    private const int LargeChecksMax = 2;

    private readonly TenantTurns _large = new(LargeChecksMax, LargeChecksMax);

    /// <exception cref="TriviumException"><see cref="ErrorCode.Unsupported"/></exception>
    public static void RequireSupported(string contentType)
    {
        try
        {
            ContentTypes.Require(contentType);
        }
        catch (ContentException exception)
        {
            throw new TriviumException(ErrorCode.Unsupported, exception.Message, exception);
        }
    }

    /// <summary>Checks the content of a stored source.</summary>
    /// <exception cref="ContentException">It is not what its content type says.</exception>
    public async Task ValidateAsync(
        string tenant,
        string documentId,
        StoredSource source,
        string contentType,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        if (source.Whole is { } whole)
        {
            ContentValidation.Validate(whole, contentType, cancellationToken);
            return;
        }

        using IDisposable turn = await _large.EnterAsync(tenant, cancellationToken);
        SourceType type = ContentTypes.Parse(contentType);
        if (type.Format is IStreamedFormat streamed)
        {
            await using var stream = new SourceStream(
                parts, tenant, documentId, source.SourceId, source.SizeBytes, meter);
            try
            {
                await TableScans.RunAsync(
                    streamed, type.Charset, stream, RowKeeping.None, ExtractionHints.None, cancellationToken);
            }
            catch (SourceGoneException exception)
            {
                throw GivenUp(exception);
            }

            return;
        }

        byte[] bytes = await parts.ReadAllAsync(
            tenant, documentId, source.SourceId, source.Parts, source.SizeBytes, meter, cancellationToken)
            ?? throw GivenUp(null);
        ContentValidation.Validate(bytes, contentType, cancellationToken);
    }

    private static TriviumException GivenUp(Exception? cause) =>
        new(ErrorCode.Unavailable, "The upload was given up before it ended. Send it again.", cause);
}
