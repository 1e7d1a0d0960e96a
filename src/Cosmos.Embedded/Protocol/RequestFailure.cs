namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>
/// A request that is answered with an error: HTTP status, Cosmos sub-status, and the <c>{code, message}</c> body.
/// </summary>
internal sealed class RequestFailure(int status, int subStatus, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public int SubStatus { get; } = subStatus;

    public string Code { get; } = code;

    public static RequestFailure BadRequest(string message, int subStatus = 0) =>
        new(400, subStatus, "BadRequest", message);

    public static RequestFailure PartitionKeyMismatch(string message) =>
        BadRequest(message, SubStatuses.PartitionKeyMismatch);

    public static RequestFailure NotFound(string message, int subStatus = 0) =>
        new(404, subStatus, "NotFound", message);

    public static RequestFailure MethodNotAllowed(string message) => new(405, 0, "MethodNotAllowed", message);

    public static RequestFailure Conflict(string message) => new(409, 0, "Conflict", message);

    public static RequestFailure PreconditionFailed(string message) => new(412, 0, "PreconditionFailed", message);

    public static RequestFailure TooLarge(string message) => new(413, 0, "RequestEntityTooLarge", message);

    public static RequestFailure Unavailable(string message) => new(503, 0, "ServiceUnavailable", message);

    public static RequestFailure Internal(string message) => new(500, 0, "InternalServerError", message);
}
