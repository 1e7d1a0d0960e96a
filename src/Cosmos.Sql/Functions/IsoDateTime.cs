using System.Globalization;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>Instants as the service writes them: ISO 8601 in UTC with seven decimals.</summary>
internal static class IsoDateTime
{
    private const string Written = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    private static readonly string[] Read =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd",
    ];

    public static bool TryParse(string text, out DateTime instant) => DateTime.TryParseExact(
        text, Read, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    public static bool TryParse(CosmosValue value, out DateTime instant)
    {
        instant = default;
        return value.IsString && TryParse(value.AsString(), out instant);
    }

    public static CosmosValue Format(DateTime instant) =>
        CosmosValue.FromString(instant.ToString(Written, CultureInfo.InvariantCulture));

    /// <summary>The instant so many ticks of 100 ns after 1970; undefined outside the years 1 to 9999.</summary>
    public static CosmosValue FromUnixTicks(double ticks)
    {
        var absolute = ticks + DateTime.UnixEpoch.Ticks;
        if (!(absolute >= 0) || absolute > DateTime.MaxValue.Ticks) return default;
        // Added as integers: the sum as a double would lose its last digits.
        return Format(DateTime.UnixEpoch.AddTicks((long)ticks));
    }

    public static long UnixTicks(DateTime instant) => instant.Ticks - DateTime.UnixEpoch.Ticks;

    public static long UnixMilliseconds(DateTime instant) =>
        (long)Math.Floor(UnixTicks(instant) / (double)TimeSpan.TicksPerMillisecond);
}
