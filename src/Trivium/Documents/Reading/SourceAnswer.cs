using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Trivium.Express;
using Trivium.Visibility;

namespace Trivium.Documents.Reading;

/// <summary>A source, or the range of it that was asked for.</summary>
internal sealed class SourceAnswer(Stream source, DocumentItem document) : IResult
{
    private const string BytesUnit = "bytes";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        IgnoreOtherUnits(httpContext.Request);
        IResult whole = Results.Stream(
            source,
            document.ContentType,
            lastModified: document.UpdatedAt,
            entityTag: new EntityTagHeaderValue(Precondition.ETagOf(document.Generation)),
            enableRangeProcessing: true);
        await whole.ExecuteAsync(httpContext);
        bool isRefused = httpContext.Response.StatusCode == StatusCodes.Status416RangeNotSatisfiable;
        if (isRefused && !httpContext.Response.HasStarted) await RefuseAsync(httpContext);
    }

    // RFC 9110, 14.2: a unit that is not known is ignored. ASP.NET Core takes each for bytes.
    private static void IgnoreOtherUnits(HttpRequest request)
    {
        if (request.GetTypedHeaders().Range is { } range
            && !range.Unit.Equals(BytesUnit, StringComparison.OrdinalIgnoreCase))
            request.Headers.Remove(HeaderNames.Range);
    }

    /// <summary>ASP.NET Core answers with the right headers and no body; an error is a problem here.</summary>
    private Task RefuseAsync(HttpContext context)
    {
        // A problem drops what describes another body. This header describes the source.
        var contentRange = context.Response.Headers.ContentRange;
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.ContentRange = contentRange;
            return Task.CompletedTask;
        });
        string detail = string.Create(
            CultureInfo.InvariantCulture,
            $"The source has {document.Content.SizeBytes} bytes, none of them in '{context.Request.Headers.Range}'.");
        return Problem.OfStatus(StatusCodes.Status416RangeNotSatisfiable, detail).ExecuteAsync(context);
    }
}
