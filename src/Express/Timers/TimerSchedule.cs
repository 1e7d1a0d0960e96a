using NCrontab;

namespace Trivium.Express;

/// <summary>Reads NCRONTAB schedules.</summary>
internal static class TimerSchedule
{
    // Any eight years have a 29 February, whatever the century; a schedule that is silent for so long fires never.
    private static readonly DateTime From = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime To = new(2009, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static CrontabSchedule? Parse(string expression, Action<string> fault)
    {
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = true };
        CrontabSchedule schedule;
        try
        {
            schedule = CrontabSchedule.Parse(expression, options);
        }
        catch (CrontabException e)
        {
            fault($"'{expression}' is no schedule of six fields (second minute hour day month weekday): {e.Message}");
            return null;
        }

        if (schedule.GetNextOccurrence(From, To) >= To)
        {
            fault($"'{expression}' never fires");
            return null;
        }

        return schedule;
    }
}
