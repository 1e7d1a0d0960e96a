using Microsoft.Azure.Cosmos;

namespace Trivium.Storage;

/// <summary>Adds up the request charges of one HTTP request or one activity. Safe for parallel use.</summary>
internal sealed class RequestUnitMeter
{
    private readonly Lock _gate = new();
    private double _total;

    public double Total
    {
        get
        {
            lock (_gate) return _total;
        }
    }

    public void Add(double requestCharge)
    {
        lock (_gate) _total += requestCharge;
    }

    /// <summary>Counts an answer and passes it on.</summary>
    public ResponseMessage Count(ResponseMessage response)
    {
        Add(response.Headers.RequestCharge);
        return response;
    }
}
