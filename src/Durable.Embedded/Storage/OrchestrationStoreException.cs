namespace Trivium.Durable.Embedded;

/// <summary>A store cannot be opened: in use by another process, of a newer version, or not a database.</summary>
public sealed class OrchestrationStoreException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which store, what is wrong, and what to do.</param>
    /// <param name="cause">The error underneath, or null.</param>
    public OrchestrationStoreException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
