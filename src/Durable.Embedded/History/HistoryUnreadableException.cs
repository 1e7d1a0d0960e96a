namespace Trivium.Durable.Embedded;

/// <summary>A history cannot be read by this version. The instance is left as it is, for a version that can.</summary>
internal sealed class HistoryUnreadableException(string message, Exception? cause = null) : Exception(message, cause);
