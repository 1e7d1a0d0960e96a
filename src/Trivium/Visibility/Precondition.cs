using System.Globalization;
using Trivium.Errors;

namespace Trivium.Visibility;

/// <summary>
/// <c>If-Match</c> and <c>If-None-Match</c> of a write. A document's ETag is its generation in quotes. A write that was
/// accepted but is not yet current fails <c>If-Match</c> too: whoever sent it has not seen that one.
/// </summary>
/// <param name="Match">The ETags of which one must be current; empty: any will do, but there must be one; null: no
/// condition.</param>
/// <param name="MustBeAbsent">There must be no such document.</param>
internal sealed record Precondition(IReadOnlyList<string>? Match, bool MustBeAbsent)
{
    public static Precondition None { get; } = new(null, false);

    /// <summary>The ETag of a generation.</summary>
    public static string ETagOf(long generation) => string.Create(CultureInfo.InvariantCulture, $"\"{generation}\"");

    /// <summary>Throws when the document's state is not the one required.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.PreconditionFailed"/></exception>
    public void Check(string documentId, HeadItem? head)
    {
        bool exists = head is { Current: not null } or { Pending.Kind: AcceptedKind.Write };
        if (MustBeAbsent && exists)
            throw Failed($"The document '{documentId}' exists, and If-None-Match: * allows only a new one.");
        if (Match is null) return;

        if (head?.Current is null)
            throw Failed($"There is no document '{documentId}', and If-Match asks for one.");
        if (head.Pending is not null)
            throw Failed(
                $"A newer version of '{documentId}' is being ingested as '{head.Pending.InstanceId}'. Read it when it is done and try again.");
        string current = ETagOf(head.Current.Generation);
        if (Match.Count > 0 && !Match.Contains(current))
            throw Failed(
                $"The document '{documentId}' is at {current}, not at {string.Join(", ", Match)}. Read it again.");
    }

    private static TriviumException Failed(string message) => new(ErrorCode.PreconditionFailed, message);
}
