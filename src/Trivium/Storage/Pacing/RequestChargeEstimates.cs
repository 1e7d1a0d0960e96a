using System.Collections.Concurrent;

namespace Trivium.Storage.Pacing;

/// <summary>
/// What requests are expected to be charged: the largest charges of their like so far, slowly forgotten. Rather too much
/// than too little: what is expected too little is spent before it is known.
/// </summary>
internal sealed class RequestChargeEstimates
{
    /// <summary>1 %: an unusually large charge is expected for some hundred requests more.</summary>
    private const double Forgetting = 0.01;

    /// <summary>
    /// 5 % more than the largest so far: a record is written again and again, and grows a little each time.
    /// </summary>
    private const double Growth = 1.05;

    private readonly ConcurrentDictionary<(RequestKind, Type), double> _perSize = new();

    /// <summary>Request units.</summary>
    public double Of(RequestShape shape) =>
        shape.Size * (_perSize.TryGetValue((shape.Kind, shape.Of), out double perSize)
            ? perSize * Growth
            : First(shape.Kind));

    /// <summary>Notes what one was charged.</summary>
    public void Learn(RequestShape shape, double charge)
    {
        double observed = charge / shape.Size;
        _perSize.AddOrUpdate(
            (shape.Kind, shape.Of),
            observed,
            (_, before) => Math.Max(observed, before + ((observed - before) * Forgetting)));
    }

    /// <summary>
    /// Before any is known: some way above the published figures (a read of 1 KB 1 RU, a write about 5 RU and more with
    /// each indexed property).
    /// </summary>
    private static double First(RequestKind kind) => kind switch
    {
        RequestKind.Read => 3,
        RequestKind.Query => 10,
        RequestKind.Write => 15,
        RequestKind.Delete => 15,
        RequestKind.Catalog => 60,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An unknown kind of request."),
    };
}
