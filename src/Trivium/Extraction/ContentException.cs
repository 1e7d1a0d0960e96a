namespace Trivium.Extraction;

/// <summary>
/// The source cannot be read, and trying again will not help. The message is for whoever uploaded it: what is wrong,
/// where (line or byte offset), and what to do.
/// </summary>
public sealed class ContentException : Exception
{
    /// <summary><see cref="Code"/> of a source that contradicts its content type.</summary>
    public const string Invalid = "invalid";

    /// <summary><see cref="Code"/> of a content type or charset nothing here reads.</summary>
    public const string Unsupported = "unsupported";

    private ContentException(string code, string message, Exception? innerException)
        : base(message, innerException) => Code = code;

    /// <summary><c>invalid</c> or <c>unsupported</c>: the codes of problem responses.</summary>
    public string Code { get; }

    internal static ContentException ForInvalid(string message, Exception? cause = null) =>
        new(Invalid, message, cause);

    internal static ContentException ForUnsupported(string message) => new(Unsupported, message, null);
}
