using Trivium.Errors;
using Trivium.Extraction;
using Trivium.Storage;

namespace Trivium.Documents.Writing;

/// <summary>Refuses what could not be ingested, before it is accepted.</summary>
internal sealed class SourceChecks(SourceParts parts)
{
    /// <summary>2 large sources at a time: they are checked as a whole, in memory.</summary>
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
        byte[] bytes = await parts.ReadAllAsync(
            tenant, documentId, source.SourceId, source.Parts, source.SizeBytes, meter, cancellationToken)
            ?? throw new TriviumException(
                ErrorCode.Unavailable, "The upload was given up before it ended. Send it again.");
        ContentValidation.Validate(bytes, contentType, cancellationToken);
    }
}
