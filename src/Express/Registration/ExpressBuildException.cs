namespace Trivium.Express;

/// <summary>
/// The app cannot be built. The message lists every fault, each naming what it is about and where that was
/// registered.
/// </summary>
/// <param name="faults">The faults.</param>
public sealed class ExpressBuildException(IReadOnlyList<string> faults)
    : InvalidOperationException(
        $"The app has {faults.Count} fault{(faults.Count == 1 ? "" : "s")}:"
        + string.Concat(faults.Select(fault => $"\n- {fault}")))
{
    /// <summary>The faults, one sentence each.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
