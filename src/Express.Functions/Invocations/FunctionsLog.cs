using Microsoft.Extensions.Logging;

namespace Trivium.Express.Functions;

/// <summary>What the adapter logs; ids 1300 to 1399.</summary>
internal static partial class FunctionsLog
{
    [LoggerMessage(1300, LogLevel.Error, "{Method} {Path} failed outside of the app.")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string method, string path);

    [LoggerMessage(1301, LogLevel.Error,
        "The route {Pattern} wants the key level {Wanted}, and the request came through {Function}, which asks for {Asked}. "
        + "It was refused; give the two routes one level or different paths.")]
    public static partial void KeyBypassed(
        ILogger logger, string pattern, AuthLevel wanted, string function, AuthLevel asked);
}
