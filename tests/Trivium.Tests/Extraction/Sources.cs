using System.Text;
using Trivium.Extraction;

namespace Trivium.Tests.Extraction;

internal static class Sources
{
    public static ExtractedDocument Extract(string text, string contentType, string? fileName = null, string? title = null) =>
        Extract(Encoding.UTF8.GetBytes(text), contentType, fileName, title);

    public static ExtractedDocument Extract(byte[] source, string contentType, string? fileName = null, string? title = null)
    {
        // Whatever extraction accepts, the check before it accepts too, and the other way round.
        ContentValidation.Validate(source, contentType, CancellationToken.None);
        return Extractor.Extract(
            source, contentType, new ExtractionHints { FileName = fileName, Title = title }, CancellationToken.None);
    }

    /// <summary>The error both the check and extraction give.</summary>
    public static ContentException Refusal(byte[] source, string contentType)
    {
        var refusal = Assert.Throws<ContentException>(
            () => ContentValidation.Validate(source, contentType, CancellationToken.None));
        var again = Assert.Throws<ContentException>(
            () => Extractor.Extract(source, contentType, ExtractionHints.None, CancellationToken.None));
        Assert.Equal((again.Code, again.Message), (refusal.Code, refusal.Message));
        return refusal;
    }

    public static ContentException Refusal(string text, string contentType) =>
        Refusal(Encoding.UTF8.GetBytes(text), contentType);

    /// <summary>A row as "name=json, name=json".</summary>
    public static string Row(ExtractedTable table, int index) =>
        string.Join(", ", table.Rows[index].Select(cell => $"{cell.Key}={cell.Value.GetRawText()}"));

    /// <summary>The columns as "name:type", with a question mark where there are gaps.</summary>
    public static string Columns(ExtractedTable table) =>
        string.Join(", ", table.Columns.Select(column => $"{column.Name}:{column.Type}{(column.Nullable ? "?" : "")}"));
}
