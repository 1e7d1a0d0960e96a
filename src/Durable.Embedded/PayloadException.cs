namespace Trivium.Durable.Embedded;

/// <summary>An input, output or event payload could not be written or read as JSON, or is over its limit.</summary>
public sealed class PayloadException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which payload, what is wrong with it, and the limit.</param>
    /// <param name="cause">The serializer's error, or null.</param>
    public PayloadException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
