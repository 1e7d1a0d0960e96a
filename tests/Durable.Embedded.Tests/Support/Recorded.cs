namespace Trivium.Durable.Embedded.Tests;

/// <summary>What a store says has been done.</summary>
internal static class Recorded
{
    /// <summary>
    /// The activity calls (instance and input) whose completion is recorded, in histories or still in inboxes.
    /// </summary>
    public static HashSet<(string InstanceId, string Input)> CompletedActivities(
        IStoreReader reader, IEnumerable<string> instances)
    {
        var completed = new HashSet<(string InstanceId, string Input)>();
        foreach (string id in instances)
        {
            HistoryEvent[] history = [.. reader.History(id).Select(HistoryJson.Read)];
            var inputs = history.OfType<ActivityScheduled>().ToDictionary(item => item.Sequence, item => item.Input!);
            IEnumerable<HistoryEvent> answers = history.Concat(
                reader.Messages(id).Select(item => HistoryJson.Read(item.EventJson)));
            foreach (ActivityCompleted answer in answers.OfType<ActivityCompleted>())
                completed.Add((id, inputs[answer.Sequence].Trim('"')));
        }

        return completed;
    }
}
