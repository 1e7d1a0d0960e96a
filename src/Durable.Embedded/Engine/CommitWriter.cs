using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Trivium.Durable.Embedded;

/// <summary>
/// The one writer. What is handed in while a transaction is being stored goes into the next one together, so that
/// many instances share the wait for the disk (group commit).
/// </summary>
/// <param name="store">The store.</param>
/// <param name="onApplied">Called for every applied commit, in the order of the store, before its caller goes
/// on.</param>
/// <param name="logger">Where failed transactions are logged.</param>
internal sealed partial class CommitWriter(OrchestrationStore store, Action<CommitOutcome> onApplied, ILogger logger)
{
    /// <summary>
    /// Commits in one transaction: far more than run at once, few enough to bound its time and memory.
    /// </summary>
    private const int BatchCommitsMax = 256;

    private readonly Channel<Pending> _pending = Channel.CreateUnbounded<Pending>(new() { SingleReader = true });

    /// <summary>Stores a commit; returns when it is durable.</summary>
    public async Task<CommitOutcome> CommitAsync(StoreCommit commit)
    {
        var pending = new Pending(commit);
        if (!_pending.Writer.TryWrite(pending))
            throw new InvalidOperationException("The orchestration engine has stopped.");
        return await pending.Outcome.Task;
    }

    /// <summary>Takes no more commits; <see cref="RunAsync"/> ends when those taken are stored.</summary>
    public void Complete() => _pending.Writer.TryComplete();

    /// <summary>Stores what is handed in, until <see cref="Complete"/>.</summary>
    public async Task RunAsync()
    {
        var batch = new List<Pending>();
        while (await _pending.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < BatchCommitsMax && _pending.Reader.TryRead(out Pending? next)) batch.Add(next);
            await StoreAsync(batch);
        }
    }

    private async Task StoreAsync(IReadOnlyList<Pending> batch)
    {
        CommitOutcome[] outcomes;
        try
        {
            outcomes = await store.WriteAsync(transaction =>
                batch.Select(pending => pending.Commit.Apply(transaction)).ToArray());
        }
        catch (Exception exception)
        {
            await SeparateAsync(batch, exception);
            return;
        }

        foreach ((Pending pending, CommitOutcome outcome) in batch.Zip(outcomes))
        {
            if (outcome.Status == CommitStatus.Applied) onApplied(outcome);
            pending.Outcome.SetResult(outcome);
        }
    }

    // One commit that cannot be stored must not fail those it happened to share a transaction with.
    private async Task SeparateAsync(IReadOnlyList<Pending> batch, Exception exception)
    {
        if (batch is [var only])
        {
            LogFailed(exception, only.Commit.GetType().Name);
            only.Outcome.SetException(exception);
            return;
        }

        foreach (Pending pending in batch) await StoreAsync([pending]);
    }

    [LoggerMessage(1001, LogLevel.Error, "A {Commit} could not be stored.")]
    private partial void LogFailed(Exception exception, string commit);

    private sealed record Pending(StoreCommit Commit)
    {
        public TaskCompletionSource<CommitOutcome> Outcome { get; } = new(
            TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
