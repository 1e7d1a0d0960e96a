namespace Trivium.Tests.Ingestion.Faults;

/// <summary>What can go wrong with one request to the account.</summary>
public enum StoreFault
{
    /// <summary>429: refused, nothing done.</summary>
    Busy,

    /// <summary>449: refused because of another write, nothing done.</summary>
    RetryWith,

    /// <summary>503: refused, nothing done.</summary>
    Unavailable,

    /// <summary>The request never arrived.</summary>
    RequestLost,

    /// <summary>It was carried out, and the connection broke before the answer.</summary>
    AnswerLost,

    /// <summary>It was carried out, and the answer is a 503.</summary>
    AnswerUnavailable,
}
