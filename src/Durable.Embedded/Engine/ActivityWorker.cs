using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>Runs activities, some at once, and records how each ended.</summary>
internal sealed partial class ActivityWorker(
    DurableCatalog catalog,
    IServiceProvider services,
    OrchestrationStore store,
    Persistence persistence,
    ILogger logger)
{
    private readonly Channel<TaskKey> _queue = Channel.CreateUnbounded<TaskKey>();
    private readonly ConcurrentDictionary<TaskKey, bool> _inFlight = new();
    private readonly CancellationTokenSource _cancelled = new();
    private volatile bool _stopping;

    /// <summary>Has an activity run.</summary>
    public void Enqueue(TaskKey key) => _queue.Writer.TryWrite(key);

    /// <summary>Starts no more; <see cref="RunAsync"/> ends when those running have ended.</summary>
    public void Complete()
    {
        _stopping = true;
        _queue.Writer.TryComplete();
    }

    /// <summary>Cancels those running. They are not recorded, and run again at the next start.</summary>
    public void Cancel() => _cancelled.Cancel();

    /// <summary>
    /// Runs one activity after the other, until <see cref="Complete"/>; called once for each that may run at once.
    /// </summary>
    public async Task RunAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out TaskKey key))
            {
                if (_stopping) return;
                await RunOneAsync(key);
            }
        }
    }

    private async Task RunOneAsync(TaskKey key)
    {
        if (!_inFlight.TryAdd(key, true)) return;
        try
        {
            ActivityTask? activity = await persistence.RetryAsync(
                () => store.ReadAsync(reader => reader.FindActivity(key)));
            if (activity is null || await AnswerAsync(activity) is not { } answer) return;
            string json = HistoryJson.Write(answer);
            await persistence.RetryAsync(() => persistence.CommitAsync(new ActivityEndedCommit(key, json)));
        }
        catch (Exception exception)
        {
            // Only when the engine stops: the activity stays to be run.
            LogNotRecorded(exception, key.Sequence, key.InstanceId);
        }
        finally
        {
            _inFlight.TryRemove(key, out _);
        }
    }

    private async Task<IncomingEvent?> AnswerAsync(ActivityTask activity)
    {
        try
        {
            return new ActivityCompleted(activity.Key.Sequence, await InvokeAsync(activity));
        }
        catch (Exception exception) when (_cancelled.IsCancellationRequested)
        {
            LogCancelled(exception, activity.Name, activity.Key.InstanceId);
            return null;
        }
        catch (Exception exception)
        {
            LogFailed(exception, activity.Name, activity.Key.InstanceId);
            return new ActivityFailed(activity.Key.Sequence, Failures.From(exception));
        }
    }

    private async Task<string?> InvokeAsync(ActivityTask activity)
    {
        if (!catalog.Activities.TryGetValue(activity.Name, out ActivityRegistration? registration))
        {
            throw new InvalidOperationException(
                CatalogNames.NotRegistered("activity", activity.Name, catalog.Activities.Keys));
        }

        object? input = Payload.Read(
            activity.Input, registration.InputType, $"The input of activity '{activity.Name}'");
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        var context = new ActivityContext(activity.Name, activity.Key.InstanceId);
        object? output = await registration.InvokeAsync(context, input, scope.ServiceProvider, _cancelled.Token);
        return Payload.Write(output, $"The output of activity '{activity.Name}'");
    }

    [LoggerMessage(1101, LogLevel.Warning, "Activity {Activity} of instance {InstanceId} failed.")]
    private partial void LogFailed(Exception exception, string activity, string instanceId);

    [LoggerMessage(1102, LogLevel.Information,
        "Activity {Activity} of instance {InstanceId} was cancelled because the engine stops; it runs again "
        + "at the next start.")]
    private partial void LogCancelled(Exception exception, string activity, string instanceId);

    [LoggerMessage(1103, LogLevel.Warning,
        "How activity #{Sequence} of instance {InstanceId} ended could not be recorded; it runs again at the "
        + "next start.")]
    private partial void LogNotRecorded(Exception exception, int sequence, string instanceId);
}
