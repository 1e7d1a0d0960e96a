using Microsoft.Azure.Cosmos;
using Trivium.Reembedding;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Verification;

/// <summary>One verification while it goes on.</summary>
internal sealed class VerifierRun(string tenant, bool repair, RequestUnitMeter meter, CancellationToken stop)
{
    private readonly List<Finding> _findings = [];
    private bool _truncated;
    private bool _clean = true;

    public string Tenant { get; } = tenant;

    public bool Repair { get; } = repair;

    public RequestUnitMeter Meter { get; } = meter;

    public CancellationToken Stop { get; } = stop;

    /// <summary>The catalog before the items were looked at.</summary>
    public required CatalogPicture Before { get; init; }

    /// <summary>The catalog after.</summary>
    public CatalogPicture After { get; set; } = null!;

    public CountedDocuments Counted { get; } = new();

    public List<(Container Container, StoredGroup Group)> Suspects { get; } = [];

    public List<StoredGroup> SuspectSources { get; } = [];

    public long Items { get; set; }

    public int Documents { get; set; }

    /// <summary>
    /// Where all chunks of a current generation are to be. A set that ceased to be live while they were counted is not judged:
    /// it may have been emptied.
    /// </summary>
    public ComparedChunks ComparedChunks(CurrentGeneration current)
    {
        ControlItem before = Before.Control;
        HashSet<long> live = [.. After.Control.LiveSets().Select(set => set.Run)];
        bool serving = before.Serving is null || live.Contains(before.Serving.Run);
        bool filling = before.Filling is { } set && live.Contains(set.Run) && current.Embedded.Contains(set.Run);
        return (serving ? Verification.ComparedChunks.Serving : default)
            | (filling ? Verification.ComparedChunks.Filling : default);
    }

    public void Add(Finding finding)
    {
        _clean &= finding.Repaired;
        _truncated |= _findings.Count == VerificationReport.FindingsMax;
        if (!_truncated) _findings.Add(finding);
    }

    public VerificationReport Report() => new()
    {
        Clean = _clean,
        Documents = Documents,
        Items = Items,
        Findings = _findings,
        Truncated = _truncated,
    };
}
