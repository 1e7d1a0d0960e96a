using System.Globalization;
using Trivium.Errors;
using Trivium.Storage;
using Trivium.Tenancy;
using Trivium.Visibility;

namespace Trivium.Http;

/// <summary>Pages of answers that all see one snapshot: the first page takes it, tokens carry it on.</summary>
internal sealed class Paging(SnapshotReader snapshots, ContinuationTokens tokens, Caller caller)
{
    /// <summary>50: a page when no size is asked for.</summary>
    public const int TopDefault = 50;

    /// <summary>500: the largest page; a few megabytes at most.</summary>
    public const int TopMax = 500;

    /// <summary>The page size asked for.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Invalid"/></exception>
    public static int Top(int? top)
    {
        if (top is null) return TopDefault;
        if (top is >= 1 and <= TopMax) return top.Value;

        string message = string.Create(CultureInfo.InvariantCulture, $"top is {top}; 1 to {TopMax} are possible.");
        throw new TriviumException(ErrorCode.Invalid, message)
        {
            Errors = new Dictionary<string, string[]> { ["top"] = [message] },
        };
    }

    /// <summary>Opens the page a token asks for, or the first.</summary>
    /// <param name="purpose">The route.</param>
    /// <param name="token">The token, or null.</param>
    /// <param name="meter">Counts the request units.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="question">What is asked for.</param>
    public async Task<OpenPage> OpenAsync(
        string purpose, string? token, RequestUnitMeter meter, CancellationToken cancellationToken, params string?[] question)
    {
        string hash = ContinuationTokens.HashOf(question);
        if (string.IsNullOrEmpty(token))
            return new(purpose, hash, await snapshots.OpenAsync(caller.Tenant, meter, cancellationToken), null);

        Continuation continuation = await tokens.UnprotectAsync(token, purpose, caller.Tenant, hash, cancellationToken);
        return new(purpose, hash, snapshots.Resume(continuation.Snapshot!), continuation.Inner);
    }

    /// <summary>
    /// The token of the page after this one; null when there is none. Checks that what was read still holds.
    /// </summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Expired"/></exception>
    public async Task<string?> CloseAsync(OpenPage page, string? next, CancellationToken cancellationToken)
    {
        string? token = next is null ? null : await tokens.ProtectAsync(
            new(page.Purpose, caller.Tenant, page.QueryHash, page.Scope.Snapshot, next), cancellationToken);
        page.Scope.EnsureAlive();
        return token;
    }
}

/// <summary>A page being read.</summary>
/// <param name="Purpose">The route.</param>
/// <param name="QueryHash">What is asked for.</param>
/// <param name="Scope">The reader and its snapshot.</param>
/// <param name="Inner">Where the page starts, in the store's words; null: at the beginning.</param>
internal sealed record OpenPage(string Purpose, string QueryHash, ReadScope Scope, string? Inner)
{
    public Snapshot Snapshot => Scope.Snapshot;
}
