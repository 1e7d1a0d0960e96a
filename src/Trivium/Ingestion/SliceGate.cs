using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Ingestion;

/// <summary>
/// What every activity passes before it writes items of a generation: the generation is still being written, and no
/// write
/// is sent after the deadline. So when a generation has been purging for longer than the deadline, nothing can be
/// added.
/// </summary>
internal sealed class SliceGate(TriviumDatabase database, TimeProvider time)
{
    /// <summary>Runs the writes; false, and nothing written, when the generation is no longer being written.</summary>
    /// <exception cref="OperationCanceledException">The deadline passed.</exception>
    public async Task<bool> TryWriteAsync(
        string tenant,
        long generation,
        RequestUnitMeter meter,
        Func<GenerationItem, CancellationToken, Task> write,
        CancellationToken cancellationToken)
    {
        // The clock starts before the read: what it says may be as old as the request.
        using var deadline = new CancellationTokenSource(VisibilityLimits.SliceDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        GenerationItem? item = await database.Catalog.ReadOrNullAsync<GenerationItem>(
            GenerationItem.IdOf(generation), PartitionKeys.Catalog(tenant), meter, either.Token);
        if (item is not { State: GenerationState.Writing }) return false;

        await write(item, either.Token);
        return true;
    }
}
