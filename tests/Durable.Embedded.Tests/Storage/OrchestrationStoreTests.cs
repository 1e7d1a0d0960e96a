using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

/// <summary>What every store must do; each store runs it.</summary>
public abstract class OrchestrationStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset T0 = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private OrchestrationStore _store = null!;

    public async Task InitializeAsync()
    {
        _store = Create();
        await _store.OpenAsync(CancellationToken.None);
    }

    public virtual async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Start_NewInstance_IsReadyWithItsFirstEvent()
    {
        await CommitAsync(Start("i"));

        InstanceRecord stored = (await _store.ReadAsync(reader => reader.Find("i")))!;
        Assert.Equal(Record("i") with { HistoryLength = 1, NeedsFirstTurn = true }, stored);
        Assert.Equal(["i"], await _store.ReadAsync(reader => reader.Ready()));
        Assert.Equal("started", await _store.ReadAsync(reader => reader.FirstEvent("i")));
    }

    [Fact]
    public async Task Start_EveryFieldSet_ReadsBackEqual()
    {
        InstanceRecord full = Record("日本語") with
        {
            StartAt = T0.AddDays(1),
            Parent = new("p", "pe", 7),
            Output = "\"出力\"",
            CustomStatus = "{}",
            Failure = new("T", "m", "s", new("U", "n")),
            HistoryLength = 1,
            NeedsFirstTurn = true,
        };
        await CommitAsync(new StartCommit(full, "started", StartOrchestrationOptions.AllStatuses));

        Assert.Equal(full, await _store.ReadAsync(reader => reader.Find("日本語")));
    }

    [Fact]
    public async Task Write_Throws_LeavesNothing()
    {
        await Assert.ThrowsAsync<FormatException>(() => _store.WriteAsync<int>(transaction =>
        {
            Start("i").Apply(transaction);
            throw new FormatException();
        }));

        Assert.Null(await _store.ReadAsync(reader => reader.Find("i")));
        Assert.Empty(await _store.ReadAsync(reader => reader.History("i")));
        await CommitAsync(Start("i"));
    }

    [Fact]
    public async Task Turn_Applied_StoresAllOfIt()
    {
        await CommitAsync(Start("i"));
        InboxMessage message = (await CommitAsync(new MessageCommit("i", "raised"))).Deliveries[0].Message;

        CommitOutcome outcome = await CommitAsync(Turn("i") with { Consumed = [message.Id] });

        Assert.Equal(CommitStatus.Applied, outcome.Status);
        Assert.Equal(["started", "turn"], await _store.ReadAsync(reader => reader.History("i")));
        Assert.Empty(await _store.ReadAsync(reader => reader.Messages("i")));
        Assert.Equal([Key("i", 0)], await _store.ReadAsync(reader => reader.Activities()));
        Assert.Equal(new ActivityTask(Key("i", 0), "parse", "{}"), await _store.ReadAsync(
            reader => reader.FindActivity(Key("i", 0))));
        Assert.Equal(
            [new DurableTimer(Key("i", 1), T0.AddHours(1))], await _store.ReadAsync(reader => reader.Timers()));
        Assert.Empty(await _store.ReadAsync(reader => reader.Ready()));
    }

    [Fact]
    public async Task Turn_AppliedTwice_IsStaleTheSecondTime()
    {
        await CommitAsync(Start("i"));
        await CommitAsync(Turn("i"));

        Assert.Equal(CommitStatus.Stale, (await CommitAsync(Turn("i"))).Status);
        Assert.Equal(["started", "turn"], await _store.ReadAsync(reader => reader.History("i")));
    }

    [Fact]
    public async Task Turn_EndsTheInstance_AnswersTheParentAndClearsTimersAndInbox()
    {
        await CommitAsync(Start("p"));
        await CommitAsync(Start("i", new("p", "e-p", 5)));
        await CommitAsync(new MessageCommit("i", "unread"));
        TurnCommit turn = Turn("i");

        CommitOutcome outcome = await CommitAsync(turn with
        {
            After = turn.After with { Status = OrchestrationRuntimeStatus.Completed },
            Messages = [new("p", "e-p", "answer"), new("p", "another execution", "lost"), new("nobody", null, "lost")],
        });

        Assert.Equal(["answer"], outcome.Deliveries.Select(delivery => delivery.Message.EventJson));
        Assert.Equal(
            ["answer"], (await _store.ReadAsync(reader => reader.Messages("p"))).Select(message => message.EventJson));
        Assert.Empty(await _store.ReadAsync(reader => reader.Messages("i")));
        Assert.Empty(await _store.ReadAsync(reader => reader.Timers()));
    }

    [Fact]
    public async Task Turn_ContinuesAsNew_ReplacesTheHistory()
    {
        await CommitAsync(Start("i"));
        TurnCommit turn = Turn("i");

        CommitOutcome outcome = await CommitAsync(new TurnCommit(
            turn.Before,
            turn.After with { ExecutionId = "next", HistoryLength = 2, NeedsFirstTurn = true },
            ["started again", "carried over"]));

        Assert.Equal(["i"], outcome.Started);
        Assert.Equal(["started again", "carried over"], await _store.ReadAsync(reader => reader.History("i")));
        Assert.Equal(["i"], await _store.ReadAsync(reader => reader.Ready()));
    }

    [Fact]
    public async Task ActivityEnded_Twice_IsRecordedOnce()
    {
        await CommitAsync(Start("i"));
        await CommitAsync(Turn("i"));

        Assert.Equal(
            CommitStatus.Applied, (await CommitAsync(new ActivityEndedCommit(Key("i", 0), "completed"))).Status);
        Assert.Equal(CommitStatus.Stale, (await CommitAsync(new ActivityEndedCommit(Key("i", 0), "completed"))).Status);
        Assert.Single(await _store.ReadAsync(reader => reader.Messages("i")));
        Assert.Null(await _store.ReadAsync(reader => reader.FindActivity(Key("i", 0))));
    }

    [Fact]
    public async Task TimerFired_Twice_IsRecordedOnce()
    {
        await CommitAsync(Start("i"));
        await CommitAsync(Turn("i"));
        var fired = new TimerFiredCommit(new(Key("i", 1), T0.AddHours(1)));

        Assert.Equal(CommitStatus.Applied, (await CommitAsync(fired)).Status);
        Assert.Equal(CommitStatus.Stale, (await CommitAsync(fired)).Status);
        Assert.Single(await _store.ReadAsync(reader => reader.Messages("i")));
    }

    [Fact]
    public async Task AddMessage_IdsAfterRemoval_KeepAscending()
    {
        await CommitAsync(Start("i"));
        long first = (await CommitAsync(new MessageCommit("i", "a"))).Deliveries[0].Message.Id;
        await _store.WriteAsync(transaction =>
        {
            transaction.RemoveMessages("i", [first]);
            return 0;
        });

        long second = (await CommitAsync(new MessageCommit("i", "b"))).Deliveries[0].Message.Id;

        Assert.True(second > first);
    }

    [Fact]
    public async Task Query_Conditions_AllHold()
    {
        await CommitAsync(Start("a%1", at: T0));
        await CommitAsync(Start("a%2", at: T0.AddHours(1)));
        await CommitAsync(Start("a%3", at: T0.AddHours(2)));
        await CommitAsync(Start("ab", at: T0.AddHours(1)));

        var found = await _store.ReadAsync(reader => reader.Query(
            new OrchestrationQuery
            {
                InstanceIdPrefix = "a%",
                CreatedFrom = T0.AddHours(1),
                CreatedTo = T0.AddHours(2),
                Statuses = [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Failed],
                PageSize = 1,
            },
            (T0.AddHours(1), "a%1")));

        Assert.Equal(["a%2", "a%3"], found.Select(record => record.InstanceId));
    }

    protected abstract OrchestrationStore Create();

    private static TaskKey Key(string id, int sequence) => new(id, $"e-{id}", sequence);

    private static InstanceRecord Record(string id, ParentCall? parent = null, DateTimeOffset? at = null) =>
        new(id, $"e-{id}", "run", OrchestrationRuntimeStatus.Pending, at ?? T0, at ?? T0) { Parent = parent };

    private static StartCommit Start(string id, ParentCall? parent = null, DateTimeOffset? at = null) =>
        new(Record(id, parent, at), "started", StartOrchestrationOptions.RunningStatuses);

    private static TurnCommit Turn(string id)
    {
        InstanceRecord before = Record(id) with { HistoryLength = 1, NeedsFirstTurn = true };
        return new(
            before,
            before with { HistoryLength = 2, NeedsFirstTurn = false, Status = OrchestrationRuntimeStatus.Running },
            ["turn"])
        {
            Activities = [new(Key(id, 0), "parse", "{}")],
            Timers = [new(Key(id, 1), T0.AddHours(1))],
        };
    }

    private Task<CommitOutcome> CommitAsync(StoreCommit commit) => _store.WriteAsync(commit.Apply);
}
