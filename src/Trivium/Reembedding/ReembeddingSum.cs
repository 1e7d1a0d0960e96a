using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>What several tenants' re-embeddings come to together.</summary>
internal sealed class ReembeddingSum
{
    /// <summary>100: enough to see what is wrong.</summary>
    private const int ListedMax = 100;

    private readonly List<string> _waitsFor = [];
    private readonly List<FillFault> _failed = [];
    private bool _running;
    private bool _clearing;
    private bool _waiting;

    /// <summary>Tenants that do not answer with the wanted embedder yet.</summary>
    public int Filling { get; private set; }

    /// <summary>Documents that are not embedded yet.</summary>
    public int Lacking { get; private set; }

    /// <summary>The embedder of a tenant that is not done.</summary>
    public string? From { get; private set; }

    public IReadOnlyList<string> WaitsFor => _waitsFor;

    public IReadOnlyList<FillFault> Failed => _failed;

    /// <summary>What most needs somebody's eye comes first.</summary>
    public string State =>
        _failed.Count > 0 ? "failed"
        : _running ? "running"
        : _waiting ? "waiting"
        : _clearing ? "clearing"
        : "idle";

    public void AddClearing() => _clearing = true;

    public void Add(ControlItem control, int lacking, ReembeddingItem? record)
    {
        Filling++;
        Lacking += lacking;
        From ??= control.Serving?.Name;
        _waiting |= record?.State == ReembeddingState.Waiting;
        // Without a record it is about to begin; with one that is completed it was switched since the tenant was read.
        _running |= record?.State is not (ReembeddingState.Waiting or ReembeddingState.Failed);
        _waitsFor.AddRange((record?.WaitsFor ?? []).Take(ListedMax - _waitsFor.Count));
        if (record?.State == ReembeddingState.Failed) _failed.AddRange(record.Failed.Take(ListedMax - _failed.Count));
    }
}
