namespace Trivium.Express;

/// <summary>
/// The app's code misuses Express. The message tells no secrets, so it is answered as the detail of the 500.
/// </summary>
internal sealed class ExpressUsageException(string message) : InvalidOperationException(message);
