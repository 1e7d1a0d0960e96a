namespace Trivium.Errors;

/// <summary>Everything that can go wrong, as far as a caller need tell it apart. <see cref="ProblemMapping"/> maps it to HTTP.</summary>
public enum ErrorCode
{
    /// <summary>The request says something that cannot be done; saying it again will not help.</summary>
    Invalid,

    /// <summary>There is no such thing, or it is not the caller's.</summary>
    NotFound,

    /// <summary>The path exists, but not with this method.</summary>
    MethodNotAllowed,

    /// <summary>It contradicts what is there already.</summary>
    Conflict,

    /// <summary>An <c>If-Match</c> did not match.</summary>
    PreconditionFailed,

    /// <summary>It took longer than a reader may live, or the continuation token is too old: ask again from the start.</summary>
    Expired,

    /// <summary>Over a limit.</summary>
    TooLarge,

    /// <summary>A content type or feature that is not supported.</summary>
    Unsupported,

    /// <summary>No key, or one that is not known.</summary>
    Unauthorized,

    /// <summary>The key's role does not allow it.</summary>
    Forbidden,

    /// <summary>Too many requests; try again later.</summary>
    RateLimited,

    /// <summary>Something needed is not there just now; try again.</summary>
    Unavailable,

    /// <summary>A fault of ours.</summary>
    Internal,
}
