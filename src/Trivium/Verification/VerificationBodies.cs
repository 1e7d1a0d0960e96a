namespace Trivium.Verification;

/// <summary>What was looked at, and what is not as it should be.</summary>
public sealed record VerificationReport
{
    /// <summary>True where nothing was found, or all that was found is repaired.</summary>
    public required bool Clean { get; init; }

    /// <summary>Documents whose counts were compared.</summary>
    public required int Documents { get; init; }

    /// <summary>Items counted, over all containers.</summary>
    public required long Items { get; init; }

    /// <summary>What was found, up to <see cref="FindingsMax"/>.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>True where there is more than is listed.</summary>
    public required bool Truncated { get; init; }

    /// <summary>1,000: what a person can look through; the next run finds the rest.</summary>
    public const int FindingsMax = 1_000;
}

/// <summary>Something that is not as it should be.</summary>
public sealed record Finding
{
    /// <summary>
    /// <c>orphanItems</c>: items of a generation nobody knows. <c>orphanSource</c>: source bytes nobody owns.
    /// <c>missingDocument</c>: a current generation without its document item. <c>countMismatch</c>: a document that says
    /// other counts than there are items. <c>hiddenWithoutGeneration</c>: a number that hides nothing.
    /// <c>generationNotHidden</c>: a generation being written or purged that readers can see.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>The container it is in.</summary>
    public required string Container { get; init; }

    /// <summary>The document, where it is of one.</summary>
    public string? DocumentId { get; init; }

    /// <summary>The generation, where it is of one.</summary>
    public long? Generation { get; init; }

    /// <summary>What is there, and what should be.</summary>
    public required string Detail { get; init; }

    /// <summary>True where it was repaired just now.</summary>
    public bool Repaired { get; init; }
}
