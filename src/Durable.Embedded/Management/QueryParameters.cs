using System.Globalization;
using Microsoft.AspNetCore.Http;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>
/// The query parameters of the management API. What cannot be read is collected and refused: ignoring a misspelt filter
/// would purge what was not meant.
/// </summary>
internal sealed class QueryParameters(IQueryCollection query)
{
    /// <summary>Statuses of Durable Functions that instances here never have: they match nothing.</summary>
    private static readonly string[] _foreignStatuses = ["ContinuedAsNew", "Canceled"];

    private readonly Dictionary<string, string[]> _faults = new(StringComparer.Ordinal);

    /// <summary>400 with every parameter that could not be read; null when all could.</summary>
    public IResult? Fault => _faults.Count == 0
        ? null
        : Problem.Of(ProblemCodes.Invalid, string.Join(" ", _faults.Values.SelectMany(fault => fault)), _faults);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool Flag(string name, bool whenAbsent)
    {
        if (Text(name) is not { } text) return whenAbsent;
        if (bool.TryParse(text, out bool value)) return value;

        Add(name, $"{name} is '{text}'; true or false is needed.");
        return whenAbsent;
    }

    /// <summary>An instant, UTC unless it says otherwise.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text) return null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out DateTimeOffset time)) return time;

        Add(name, $"{name} is '{text}'; an ISO 8601 time such as 2026-01-31T12:00:00Z is needed.");
        return null;
    }

    /// <summary>The size of a page.</summary>
    public int Top()
    {
        if (Text("top") is not { } text) return OrchestrationQuery.PageSizeDefault;
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int top);
        if (isNumber && top is >= 1 and <= QueryPaging.PageSizeMax) return top;

        Add("top", $"top is '{text}'; 1 to {QueryPaging.PageSizeMax} are possible.");
        return OrchestrationQuery.PageSizeDefault;
    }

    /// <summary>
    /// <c>runtimeStatus</c>, repeated or separated by commas; null: any. Empty: only statuses no instance here has.
    /// </summary>
    public IReadOnlyCollection<OrchestrationRuntimeStatus>? Statuses()
    {
        string[] words =
        [
            .. query["runtimeStatus"].SelectMany(value => (value ?? "").Split(',')).Select(word => word.Trim())
                .Where(word => word.Length > 0),
        ];
        if (words.Length == 0) return null;

        var statuses = new HashSet<OrchestrationRuntimeStatus>();
        foreach (string word in words)
        {
            bool isName = char.IsAsciiLetter(word[0]);
            if (isName && Enum.TryParse(word, ignoreCase: true, out OrchestrationRuntimeStatus status))
            {
                statuses.Add(status);
            }
            else if (!_foreignStatuses.Contains(word, StringComparer.OrdinalIgnoreCase))
            {
                IEnumerable<string> known = Enum.GetNames<OrchestrationRuntimeStatus>().Concat(_foreignStatuses);
                Add("runtimeStatus", $"runtimeStatus has '{word}'; there are {string.Join(", ", known)}.");
            }
        }

        return statuses;
    }

    /// <summary>The value as it is, or null.</summary>
    public string? Text(string name) => query[name] is { Count: > 0 } values ? values[0] : null;

    /// <summary>Notes that a parameter is not as it must be.</summary>
    public void Add(string name, string message) => _faults[name] = [message];
}
