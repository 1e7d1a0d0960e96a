using System.Diagnostics;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>The parts of an instant.</summary>
internal enum DateTimeUnit
{
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    Millisecond,
    Microsecond,
    Nanosecond,
}

/// <summary>Arithmetic in the parts of instants.</summary>
internal static class DateTimeUnits
{
    private const int MonthsPerYear = 12;

    public static bool TryParse(CosmosValue name, out DateTimeUnit unit)
    {
        DateTimeUnit? found = !name.IsString ? null : name.AsString().ToLowerInvariant() switch
        {
            "year" or "yyyy" or "yy" => DateTimeUnit.Year,
            "month" or "mm" or "m" => DateTimeUnit.Month,
            "day" or "dd" or "d" => DateTimeUnit.Day,
            "hour" or "hh" => DateTimeUnit.Hour,
            "minute" or "mi" or "n" => DateTimeUnit.Minute,
            "second" or "ss" or "s" => DateTimeUnit.Second,
            "millisecond" or "ms" => DateTimeUnit.Millisecond,
            "microsecond" or "mcs" => DateTimeUnit.Microsecond,
            "nanosecond" or "ns" => DateTimeUnit.Nanosecond,
            _ => null,
        };
        unit = found ?? default;
        return found is not null;
    }

    /// <summary>Nanoseconds of a unit of fixed length; months and years have none.</summary>
    public static double NanosecondsOf(DateTimeUnit unit) => unit switch
    {
        DateTimeUnit.Day => 86_400e9,
        DateTimeUnit.Hour => 3_600e9,
        DateTimeUnit.Minute => 60e9,
        DateTimeUnit.Second => 1e9,
        DateTimeUnit.Millisecond => 1e6,
        DateTimeUnit.Microsecond => 1e3,
        DateTimeUnit.Nanosecond => 1,
        _ => throw new UnreachableException($"{unit} has no fixed length."),
    };

    public static bool IsCalendar(DateTimeUnit unit) => unit is DateTimeUnit.Year or DateTimeUnit.Month;

    public static int PartOf(DateTimeUnit unit, DateTime instant) => unit switch
    {
        DateTimeUnit.Year => instant.Year,
        DateTimeUnit.Month => instant.Month,
        DateTimeUnit.Day => instant.Day,
        DateTimeUnit.Hour => instant.Hour,
        DateTimeUnit.Minute => instant.Minute,
        DateTimeUnit.Second => instant.Second,
        DateTimeUnit.Millisecond => instant.Millisecond,
        DateTimeUnit.Microsecond => (int)(instant.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond),
        DateTimeUnit.Nanosecond => (int)(instant.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick),
        _ => throw new UnreachableException($"{unit} is not a part."),
    };

    /// <summary>The instant so many units later; null outside the years 1 to 9999.</summary>
    public static DateTime? Add(DateTimeUnit unit, long count, DateTime instant)
    {
        if (IsCalendar(unit))
        {
            var months = (instant.Year * MonthsPerYear)
                + instant.Month - 1 + ((double)count * (unit == DateTimeUnit.Year ? MonthsPerYear : 1));
            if (months < MonthsPerYear || months >= MonthsPerYear * 10_000) return null;
            return instant.AddMonths((int)(months - ((instant.Year * MonthsPerYear) + instant.Month - 1)));
        }

        var ticks = (decimal)count * (decimal)NanosecondsOf(unit) / TimeSpan.NanosecondsPerTick;
        var sum = decimal.Truncate(ticks) + instant.Ticks;
        return sum < 0 || sum > DateTime.MaxValue.Ticks ? null : new DateTime((long)sum, DateTimeKind.Utc);
    }

    /// <summary>How many borders of the unit lie between two instants.</summary>
    public static double Difference(DateTimeUnit unit, DateTime start, DateTime end)
    {
        if (unit == DateTimeUnit.Year) return end.Year - start.Year;
        if (unit == DateTimeUnit.Month) return ((end.Year - start.Year) * MonthsPerYear) + end.Month - start.Month;
        if (unit == DateTimeUnit.Nanosecond) return (end.Ticks - start.Ticks) * (double)TimeSpan.NanosecondsPerTick;
        var ticks = (long)(NanosecondsOf(unit) / TimeSpan.NanosecondsPerTick);
        return (end.Ticks / ticks) - (start.Ticks / ticks);
    }

    /// <summary>The start of the bin an instant falls in; bins of so many units are counted from the origin.</summary>
    public static DateTime? Bin(DateTimeUnit unit, long size, DateTime instant, DateTime origin)
    {
        if (IsCalendar(unit))
        {
            var step = size * (unit == DateTimeUnit.Year ? MonthsPerYear : 1);
            var months = Difference(DateTimeUnit.Month, origin, instant);
            if (Add(DateTimeUnit.Month, (long)months, origin) > instant) months--;
            return Add(DateTimeUnit.Month, (long)Math.Floor(months / step) * step, origin);
        }

        var width = decimal.Truncate((decimal)size * (decimal)NanosecondsOf(unit) / TimeSpan.NanosecondsPerTick);
        if (width < 1) return instant;
        var start = origin.Ticks + (decimal.Floor((instant.Ticks - origin.Ticks) / width) * width);
        return start < 0 || start > DateTime.MaxValue.Ticks ? null : new DateTime((long)start, DateTimeKind.Utc);
    }
}
