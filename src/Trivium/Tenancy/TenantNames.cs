using System.Text.RegularExpressions;
using Trivium.Errors;

namespace Trivium.Tenancy;

/// <summary>
/// Names of tenants. A name has no hyphen, because the id of an ingestion is <c>{tenant}-{document}-{number}</c> and
/// ids of documents have them: so a tenant <c>a</c> with a document <c>b-c</c> never meets a tenant <c>a-b</c> with a
/// document <c>c</c>. No capitals either: no two names differ in what some engine does not tell apart.
/// </summary>
internal static partial class TenantNames
{
    /// <summary>The operator's, and the only one of a host that asks for no keys.</summary>
    public const string Default = "default";

    /// <summary>
    /// 20: with 64 of a document id, a counter and a run an instance id stays below the 100 an engine takes.
    /// </summary>
    public const int LengthMax = 20;

    public const string Rule = "1 to 20 lower-case letters a to z and digits are possible";

    public static bool IsName(string text) => Pattern().IsMatch(text);

    /// <summary>The tenant a caller means: the one named, or their own.</summary>
    /// <exception cref="TriviumException">
    /// <see cref="ErrorCode.Invalid"/>: no name; <see cref="ErrorCode.Forbidden"/>: another's, which only the operator may
    /// name. Nothing is said of whether it exists.
    /// </exception>
    public static string Choose(Caller caller, string? named)
    {
        if (named is null || named == caller.Tenant) return caller.Tenant;
        if (!caller.IsOperator)
            throw new TriviumException(
                ErrorCode.Forbidden,
                $"The key is of tenant '{caller.Tenant}'; only the operator may name another one. Leave 'tenant' out.");
        if (IsName(named)) return named;

        string shown = named.Length <= 60 ? named : named[..60] + "…";
        string message = $"tenant is '{shown}'; {Rule}.";
        throw new TriviumException(ErrorCode.Invalid, message)
        {
            Errors = new Dictionary<string, string[]> { ["tenant"] = [message] },
        };
    }

    [GeneratedRegex(@"\A[a-z0-9]{1,20}\z")]
    private static partial Regex Pattern();
}
