using Trivium.Documents.Writing;

namespace Trivium.Tests.Documents.Writing;

public sealed class TenantTurnsTests
{
    [Fact]
    public async Task Enter_OneTenantQueuesMuch_AnothersSingleOneIsNext()
    {
        var turns = new TenantTurns(1, 1);
        IDisposable held = await turns.EnterAsync("bulk", default);
        Task<IDisposable>[] bulk = [.. Enumerable.Range(0, 100).Select(_ => turns.EnterAsync("bulk", default))];
        Task<IDisposable> single = turns.EnterAsync("single", default);

        held.Dispose();
        (await bulk[0]).Dispose();

        IDisposable turn = await single;
        Assert.DoesNotContain(bulk[1..], task => task.IsCompleted);
        turn.Dispose();
        foreach (Task<IDisposable> task in bulk[1..]) (await task).Dispose();
    }

    [Fact]
    public async Task Enter_TenantHoldsAllItMay_LeavesPlacesToOthers()
    {
        var turns = new TenantTurns(3, 2);
        IDisposable first = await turns.EnterAsync("bulk", default);
        await turns.EnterAsync("bulk", default);
        Task<IDisposable> third = turns.EnterAsync("bulk", default);

        await turns.EnterAsync("single", default);

        Assert.False(third.IsCompleted);
        first.Dispose();
        await third;
    }

    [Fact]
    public async Task Enter_GivenUpWhileWaiting_LosesNoPlace()
    {
        var turns = new TenantTurns(1, 1);
        IDisposable held = await turns.EnterAsync("a", default);
        using var stop = new CancellationTokenSource();
        Task<IDisposable> given = turns.EnterAsync("b", stop.Token);
        Task<IDisposable> waiting = turns.EnterAsync("c", default);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        held.Dispose();
        (await waiting).Dispose();
        (await turns.EnterAsync("b", default)).Dispose();
    }

    [Fact]
    public async Task Dispose_Twice_FreesOnePlaceOnly()
    {
        var turns = new TenantTurns(1, 1);
        IDisposable first = await turns.EnterAsync("a", default);
        first.Dispose();
        await turns.EnterAsync("a", default);

        first.Dispose();

        Assert.False(turns.EnterAsync("b", default).IsCompleted);
    }
}
