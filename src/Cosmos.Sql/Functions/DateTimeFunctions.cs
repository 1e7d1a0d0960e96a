using System.Globalization;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>Functions of instants written as ISO 8601 strings; undefined for anything else.</summary>
internal static class DateTimeFunctions
{
    // What formats may hold: the parts of an instant, and what stands between them.
    private const string FormatCharacters = "yMdHhmsftT'-/:., _Z";

    public static IEnumerable<FunctionDefinition> All =>
    [
        FunctionDefinition.Of("DateTimeAdd", 3, 3, Add),
        FunctionDefinition.Of("DateTimeBin", 2, 4, Bin),
        FunctionDefinition.Of("DateTimeDiff", 3, 3, Difference),
        FunctionDefinition.Of("DateTimeFormat", Format),
        FunctionDefinition.Of("DateTimeFromParts", 3, 7, FromParts),
        FunctionDefinition.Of("DateTimePart", static (unit, instant) =>
            DateTimeUnits.TryParse(unit, out var part) && IsoDateTime.TryParse(instant, out var time)
                ? CosmosValue.FromNumber(DateTimeUnits.PartOf(part, time))
                : default),
        Of("DateTimeToTicks", static instant => IsoDateTime.UnixTicks(instant)),
        Of("DateTimeToTimestamp", static instant => IsoDateTime.UnixMilliseconds(instant)),
        Of("DAY", static instant => instant.Day),
        Of("MONTH", static instant => instant.Month),
        Of("YEAR", static instant => instant.Year),
        FunctionDefinition.Of("TicksToDateTime", static ticks =>
            ticks.IsNumber ? IsoDateTime.FromUnixTicks(Math.Truncate(ticks.AsNumber())) : default),
        FunctionDefinition.Of("TimestampToDateTime", static milliseconds => milliseconds.IsNumber
            ? IsoDateTime.FromUnixTicks(Math.Truncate(milliseconds.AsNumber()) * TimeSpan.TicksPerMillisecond)
            : default),
    ];

    private static FunctionDefinition Of(string name, Func<DateTime, double> body) =>
        FunctionDefinition.Of(name, instant =>
            IsoDateTime.TryParse(instant, out var time) ? CosmosValue.FromNumber(body(time)) : default);

    private static CosmosValue Add(CosmosValue[] arguments)
    {
        if (!DateTimeUnits.TryParse(arguments[0], out var unit)
            || !Integers.TryGet(arguments[1], out var count)) return default;
        if (!IsoDateTime.TryParse(arguments[2], out var instant)) return default;
        return DateTimeUnits.Add(unit, count, instant) is { } sum ? IsoDateTime.Format(sum) : default;
    }

    private static CosmosValue Difference(CosmosValue[] arguments)
    {
        if (!DateTimeUnits.TryParse(arguments[0], out var unit)) return default;
        if (!IsoDateTime.TryParse(arguments[1], out var start)
            || !IsoDateTime.TryParse(arguments[2], out var end)) return default;
        return CosmosValue.FromNumber(DateTimeUnits.Difference(unit, start, end));
    }

    private static CosmosValue Bin(CosmosValue[] arguments)
    {
        if (!IsoDateTime.TryParse(arguments[0], out var instant)
            || !DateTimeUnits.TryParse(arguments[1], out var unit)) return default;
        var size = 1;
        if (arguments.Length > 2 && (!Integers.TryGet32(arguments[2], out size) || size < 1)) return default;
        var origin = DateTime.UnixEpoch;
        if (arguments.Length > 3 && !IsoDateTime.TryParse(arguments[3], out origin)) return default;
        return DateTimeUnits.Bin(unit, size, instant, origin) is { } start ? IsoDateTime.Format(start) : default;
    }

    private static CosmosValue FromParts(CosmosValue[] arguments)
    {
        int[] parts = [1, 1, 1, 0, 0, 0, 0];
        for (var i = 0; i < arguments.Length; i++)
            if (!Integers.TryGet32(arguments[i], out parts[i])) return default;
        if (parts[0] is < 1 or > 9999 || parts[1] is < 1 or > 12) return default;
        if (parts[2] < 1 || parts[2] > DateTime.DaysInMonth(parts[0], parts[1])) return default;
        if (parts[3] is < 0 or > 23 || parts[4] is < 0 or > 59 || parts[5] is < 0 or > 59) return default;
        if (parts[6] is < 0 or > 9_999_999) return default;
        var whole = new DateTime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], DateTimeKind.Utc);
        return IsoDateTime.Format(whole.AddTicks(parts[6]));
    }

    private static CosmosValue Format(CosmosValue instant, CosmosValue format)
    {
        if (!format.IsString || !IsoDateTime.TryParse(instant, out var time)) return default;
        var pattern = format.AsString();
        foreach (var character in pattern)
            if (!FormatCharacters.Contains(character)) return default;
        try
        {
            // The % keeps a single letter from being read as one of .NET's named formats.
            var custom = pattern.Length == 1 ? "%" + pattern : pattern;
            return CosmosValue.FromText(
                time.ToString(custom.Replace("T", "'T'").Replace("Z", "'Z'"), CultureInfo.InvariantCulture));
        }
        catch (FormatException)
        {
            return default; // An unclosed quote, or more decimals than there are.
        }
    }
}
