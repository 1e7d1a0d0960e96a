namespace Trivium.Durable.Embedded;

/// <summary>Command events in words, for errors.</summary>
internal static class CommandDescriptions
{
    /// <summary>What the event says was done: <c>called activity 'parse' (#3)</c>.</summary>
    public static string Describe(this CommandEvent command) => command switch
    {
        ActivityScheduled value => $"called activity '{value.Name}' (#{value.Sequence})",
        TimerCreated value => $"created a timer for {value.FireAt:O} (#{value.Sequence})",
        TimerCancelled value => $"cancelled timer #{value.Sequence}",
        ChildStarted value => $"started child orchestration '{value.Name}' as '{value.InstanceId}' (#{value.Sequence})",
        EventSent value => $"sent event '{value.Name}' to '{value.InstanceId}' (#{value.Sequence})",
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not a command's event."),
    };
}
