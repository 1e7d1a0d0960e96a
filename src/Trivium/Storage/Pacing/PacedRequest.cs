namespace Trivium.Storage.Pacing;

/// <summary>
/// A request that may be sent now. Disposed once it is answered: until then, and for a second more, its units are taken.
/// </summary>
internal sealed class PacedRequest(RequestUnitPacer pacer, RequestShape shape, double estimate) : IDisposable
{
    private double? _charge;
    private bool _ended;

    /// <summary>What was expected.</summary>
    public double Estimate => estimate;

    /// <summary>Says what was charged; a request without an answer is taken to have cost what was expected.</summary>
    public void Charged(double requestUnits) => _charge = (_charge ?? 0) + requestUnits;

    public void Dispose()
    {
        if (_ended) return;

        _ended = true;
        pacer.Leave(shape, estimate, _charge);
    }
}
