namespace Trivium.Extraction;

/// <summary>What is known of a source besides its bytes and content type.</summary>
public sealed record ExtractionHints
{
    /// <summary>No hints.</summary>
    public static ExtractionHints None { get; } = new();

    /// <summary>
    /// A file name or document id, with or without extension: names a table that has no name of its own.
    /// </summary>
    public string? FileName { get; init; }

    /// <summary>The title the caller gave; it wins over the source's own.</summary>
    public string? Title { get; init; }
}
