namespace Trivium.LocalHost.Hosting;

/// <summary>Why the host cannot start: one line for the person at the terminal, with what to do about it.</summary>
/// <param name="message">The line.</param>
internal sealed class StartupException(string message) : Exception(message);
