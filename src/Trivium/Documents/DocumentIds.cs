using System.Text.RegularExpressions;
using Trivium.Errors;

namespace Trivium.Documents;

/// <summary>Document ids: given by the caller or made here.</summary>
internal static partial class DocumentIds
{
    /// <summary>An id that sorts by the time it was made.</summary>
    public static string New(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");

    /// <summary>The id, when it is one.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Invalid"/></exception>
    public static string Require(string documentId)
    {
        if (Pattern().IsMatch(documentId)) return documentId;

        string shown = documentId.Length <= 100 ? documentId : documentId[..100] + "…";
        string message = $"'{shown}' is no document id: 1 to 64 letters, digits, '.', '_' and '-' are possible, the first a letter or digit.";
        throw new TriviumException(ErrorCode.Invalid, message)
        {
            Errors = new Dictionary<string, string[]> { ["id"] = [message] },
        };
    }

    /// <summary>64 characters: with tenant and counter an instance id stays below the 100 an engine takes.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Pattern();
}
