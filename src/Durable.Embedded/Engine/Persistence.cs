namespace Trivium.Durable.Embedded;

/// <summary>Commits of the engine itself, tried again while the store fails: nobody else would.</summary>
internal sealed class Persistence(CommitWriter writer, TimeProvider timeProvider, CancellationToken stopping)
{
    /// <summary>A store that failed (a full disk, say) is tried again this often.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Stores a commit; returns when it is durable.</summary>
    public Task<CommitOutcome> CommitAsync(StoreCommit commit) => writer.CommitAsync(commit);

    /// <summary>Tries until it succeeds or the engine stops.</summary>
    public async Task<T> RetryAsync<T>(Func<Task<T>> work)
    {
        while (true)
        {
            try
            {
                return await work();
            }
            catch (Exception) when (!stopping.IsCancellationRequested)
            {
                // The writer has logged it.
                await Task.Delay(RetryAfter, timeProvider, stopping);
            }
        }
    }
}
