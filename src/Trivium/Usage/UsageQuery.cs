using Trivium.Errors;

namespace Trivium.Usage;

/// <summary>Which usage is asked for.</summary>
/// <param name="From">From this instant on.</param>
/// <param name="To">Up to, and not at, this instant.</param>
/// <param name="GroupBy">How it is grouped.</param>
internal sealed record UsageQuery(DateTimeOffset From, DateTimeOffset To, UsageGrouping GroupBy)
{
    /// <summary>30 days, where nothing is said.</summary>
    private static readonly TimeSpan _default = TimeSpan.FromDays(30);

    /// <summary>366 days: a year is added up in one answer.</summary>
    private static readonly TimeSpan _max = TimeSpan.FromDays(366);

    /// <exception cref="TriviumException"><see cref="ErrorCode.Invalid"/></exception>
    public static UsageQuery Of(DateTimeOffset? from, DateTimeOffset? to, string? groupBy, DateTimeOffset now)
    {
        // What ends this very moment is in it.
        DateTimeOffset end = to ?? now.AddTicks(1);
        DateTimeOffset start = from ?? end - _default;
        if (start >= end) throw Fault("from", $"from ({start:O}) is not before to ({end:O}).");
        if (end - start > _max) throw Fault("from", $"from and to are {(end - start).TotalDays:0} days apart; at most {_max.TotalDays:0} are possible.");
        if (groupBy is null) return new(start, end, UsageGrouping.Day);
        if (Enum.TryParse(groupBy, ignoreCase: true, out UsageGrouping grouping) && Enum.IsDefined(grouping) && char.IsLetter(groupBy[0]))
            return new(start, end, grouping);
        throw Fault("groupBy", $"groupBy is '{groupBy}'; one of day, document, activity is needed.");
    }

    private static TriviumException Fault(string field, string message) =>
        new(ErrorCode.Invalid, message) { Errors = new Dictionary<string, string[]> { [field] = [message] } };
}

/// <summary>How usage is grouped.</summary>
internal enum UsageGrouping
{
    Day,
    Document,
    Activity,
}
