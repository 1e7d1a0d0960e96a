using Microsoft.Extensions.Logging;

namespace Trivium.Express;

/// <summary>What Express logs; its event ids are 1000 to 1099.</summary>
internal static partial class ExpressLog
{
    [LoggerMessage(1000, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(ILogger log, Exception exception, string method, string? path);

    [LoggerMessage(1001, LogLevel.Error, "{Method} {Path} failed after its response had started; the response was cut")]
    public static partial void ResponseCut(ILogger log, Exception exception, string method, string? path);

    [LoggerMessage(1002, LogLevel.Debug, "{Method} {Path}: the client hung up")]
    public static partial void ClientDisconnected(ILogger log, string method, string? path);

    [LoggerMessage(1003, LogLevel.Debug, "{Method} {Path} was refused with {Status}: {Detail}")]
    public static partial void RequestRefused(ILogger log, string method, string? path, int status, string? detail);

    [LoggerMessage(1004, LogLevel.Error, "The app's OnError failed to map a {ExceptionType}")]
    public static partial void MapperFailed(ILogger log, Exception exception, string exceptionType);
}
