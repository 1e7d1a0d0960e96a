using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>The current time: read at each call, or, in the Static forms, once for the whole query.</summary>
internal static class ClockFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        FunctionDefinition.OfFrame(
            "GetCurrentDateTime", static frame => IsoDateTime.Format(frame.CurrentTime.UtcDateTime)),
        FunctionDefinition.OfFrame(
            "GetCurrentDateTimeStatic", static frame => IsoDateTime.Format(frame.Now.UtcDateTime)),
        FunctionDefinition.OfFrame("GetCurrentTicks", static frame => Ticks(frame.CurrentTime)),
        FunctionDefinition.OfFrame("GetCurrentTicksStatic", static frame => Ticks(frame.Now)),
        FunctionDefinition.OfFrame(
            "GetCurrentTimestamp", static frame => CosmosValue.FromNumber(frame.CurrentTime.ToUnixTimeMilliseconds())),
        FunctionDefinition.OfFrame(
            "GetCurrentTimestampStatic", static frame => CosmosValue.FromNumber(frame.Now.ToUnixTimeMilliseconds())),
    ];

    private static CosmosValue Ticks(DateTimeOffset instant) =>
        CosmosValue.FromNumber(IsoDateTime.UnixTicks(instant.UtcDateTime));
}
