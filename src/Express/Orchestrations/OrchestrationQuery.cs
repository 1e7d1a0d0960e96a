namespace Trivium.Express;

/// <summary>Which instances to list. Every condition given must hold.</summary>
public sealed record OrchestrationQuery
{
    /// <summary>The page size when none is given.</summary>
    public const int PageSizeDefault = 100;

    /// <summary>Created at this time or later.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Created at this time or earlier.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>In one of these statuses; null or empty: in any.</summary>
    public IReadOnlyCollection<OrchestrationRuntimeStatus>? Statuses { get; init; }

    /// <summary>The instance id starts with this text (ordinal).</summary>
    public string? InstanceIdPrefix { get; init; }

    /// <summary>At most this many instances a page; 1 to 1,000.</summary>
    public int PageSize { get; init; } = PageSizeDefault;

    /// <summary>Inputs and outputs are included.</summary>
    public bool FetchInputsAndOutputs { get; init; }

    /// <summary>Where the page before this one ended, or null for the first.</summary>
    public string? ContinuationToken { get; init; }
}

/// <summary>A page of instances.</summary>
/// <param name="Values">The instances.</param>
/// <param name="ContinuationToken">Asks for the next page; null when this is the last.</param>
public sealed record OrchestrationPage(IReadOnlyList<OrchestrationMetadata> Values, string? ContinuationToken);
