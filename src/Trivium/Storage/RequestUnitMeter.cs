using System.Globalization;
using Microsoft.Azure.Cosmos;
using Trivium.Errors;

namespace Trivium.Storage;

/// <summary>Adds up the request charges of one HTTP request or one activity. Safe for parallel use.</summary>
internal sealed class RequestUnitMeter
{
    private readonly Lock _gate = new();
    private double _total;

    /// <summary>What may be charged; queries ask for no further page once it is more.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

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

    /// <exception cref="TriviumException"><c>too_large</c>: more than <see cref="Max"/> has been charged.</exception>
    public void EnsureWithinMax()
    {
        if (Total <= Max) return;
        throw new TriviumException(
            ErrorCode.TooLarge,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The request has used {Total:0.#} request units and may use {Max:0.#}. ")
            + "Ask for less: narrow it with a condition, or ask for fewer rows.");
    }

    /// <summary>Counts an answer and passes it on.</summary>
    public ResponseMessage Count(ResponseMessage response)
    {
        Add(response.Headers.RequestCharge);
        return response;
    }
}
