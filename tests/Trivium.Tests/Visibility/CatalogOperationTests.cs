using Trivium.Errors;
using Trivium.Visibility;
using Trivium.Visibility.Operations;

namespace Trivium.Tests.Visibility;

public sealed class CatalogOperationTests
{
    private const string Document = "d";

    private readonly Dictionary<string, ICatalogItem?> _stored = new(StringComparer.Ordinal);

    [Fact]
    public void Accept_AnswerLost_IsAcceptedOnce()
    {
        Acceptance first = Accept("s1");
        Acceptance again = Accept("s1");

        Assert.Equal(new("default-d-1", false, false), first);
        Assert.Equal(first, again);
        Assert.Equal(1, Head.Accepted);
    }

    [Fact]
    public void Accept_WithoutItsMarker_IsRefused()
    {
        TriviumException refused = Assert.Throws<TriviumException>(() => Run(Write("swept")));

        Assert.Equal(ErrorCode.Unavailable, refused.Code);
        Assert.DoesNotContain(HeadItem.IdOf(Document), _stored.Keys.Where(id => _stored[id] is not null));
    }

    [Fact]
    public void Accept_OverOneThatNeverBegan_LeavesTheOldSourceToTheSweep()
    {
        Accept("s1");
        Accept("s2");

        Assert.True(((SourceMarker)_stored[SourceMarker.IdOf("s1")]!).Superseded);
        Assert.Null(_stored[SourceMarker.IdOf("s2")]);
        Assert.Equal(BeginKind.Superseded, Run(new Begin(Document, 1, "default-d-1")).Kind);
    }

    [Fact]
    public void Accept_SameContentAsPending_StartsNothing()
    {
        Accept("s1", "same");
        Acceptance again = Accept("s2", "same");

        Assert.Equal(new("default-d-1", true, false), again);
    }

    [Fact]
    public void Begin_AnswerLost_GivesTheSameGeneration()
    {
        Accept("s1");

        BeginOutcome first = Run(new Begin(Document, 1, "default-d-1"));
        BeginOutcome again = Run(new Begin(Document, 1, "default-d-1"));

        Assert.Equal((BeginKind.Begun, 1L, "s1"), (first.Kind, first.Generation, first.Source?.SourceId));
        Assert.Equal(first, again);
        Assert.Equal([1L], Control.Hidden);
        Assert.Equal(2, Control.Next);
    }

    [Fact]
    public void Begin_OverACurrentGeneration_NamesIt()
    {
        Accept("s1");
        Run(new Begin(Document, 1, "default-d-1"));
        Assert.Null(((GenerationItem)_stored[GenerationItem.IdOf(1)]!).Replaces);
        Run(new Commit(Document, 1, "default-d-1", 1));
        Accept("s2");

        Run(new Begin(Document, 2, "default-d-2"));

        Assert.Equal(1, ((GenerationItem)_stored[GenerationItem.IdOf(2)]!).Replaces);
    }

    [Fact]
    public void Keep_ThenRevive_GivesTheSameGenerationToAnotherRun()
    {
        Accept("s1");
        Run(new Begin(Document, 1, "default-d-1"));

        Assert.True(Run(new Keep(Document, "default-d-1", 1)));
        Assert.True(Run(new Keep(Document, "default-d-1", 1)));
        Assert.Null(Head.Pending);
        Assert.True(Head.Deleted);
        Assert.Equal([1L], Control.Hidden);
        Assert.Equal(ReviveOutcome.OtherPipeline, Run(new Revive(Document, 1, "default-d-1~1", "other")));
        Assert.Equal(ReviveOutcome.Revived, Revive());
        Assert.Equal(ReviveOutcome.Revived, Revive());

        BeginOutcome begun = Run(new Begin(Document, 1, "default-d-1~1"));
        Assert.Equal((BeginKind.Begun, 1L, "s1"), (begun.Kind, begun.Generation, begun.Source?.SourceId));
        Assert.False(Run(new Keep(Document, "default-d-1", 1)));
        Assert.True(Run(new Commit(Document, 1, "default-d-1~1", 1)).Committed);
        Assert.Empty(Control.Hidden);
    }

    [Fact]
    public void Revive_AfterANewerRequestOrGivenUp_IsRefused()
    {
        Accept("s1");
        Run(new Begin(Document, 1, "default-d-1"));
        Run(new Keep(Document, "default-d-1", 1));
        Accept("s2");

        Assert.Equal(ReviveOutcome.Superseded, Revive());
        Assert.True(Run(new GiveUpKept(1)));
        Assert.False(Run(new GiveUpKept(1)));
        Assert.Equal(ReviveOutcome.Gone, Revive());
        Assert.Equal("default-d-2", Head.Pending!.InstanceId);
    }

    [Fact]
    public void Keep_ManyHidden_KeepsNothing()
    {
        Accept("s1");
        Run(new Begin(Document, 1, "default-d-1"));
        long[] many = [.. Enumerable.Range(1, VisibilityLimits.HiddenGenerationsKeepMax)];
        _stored[ControlItem.ControlId] = Control with { Hidden = many };

        Assert.False(Run(new Keep(Document, "default-d-1", 1)));
        Assert.Equal("default-d-1", Head.Pending!.InstanceId);
    }

    [Fact]
    public void Begin_TooManyHidden_Waits()
    {
        Accept("s1");
        _stored[ControlItem.ControlId] = new ControlItem
        {
            Tenant = "default",
            Next = 5_000,
            Hidden = [.. Enumerable.Range(1, VisibilityLimits.HiddenGenerationsMax).Select(n => (long)n)],
        };

        Assert.Equal(BeginKind.Full, Run(new Begin(Document, 1, "default-d-1")).Kind);
        Assert.Equal(5_000, Control.Next);
    }

    [Fact]
    public void Commit_Replacing_SwapsWhatIsHidden()
    {
        CommitOutcome first = WriteThrough("s1", 1);
        CommitOutcome second = WriteThrough("s2", 2);
        CommitOutcome again = Run(new Commit(Document, 2, "default-d-2", 2));

        Assert.Equal(new(true, null), first);
        Assert.Equal(new(true, 1), second);
        Assert.Equal(new(true, null), again);
        Assert.Equal([1L], Control.Hidden);
        Assert.Equal(GenerationState.Purging, Generation(1)!.State);
        Assert.Null(Generation(2));
        Assert.Equal(2, Head.Current!.Generation);
    }

    [Fact]
    public void Commit_OfASupersededOne_LeavesTheNewerAlone()
    {
        Accept("s1");
        Run(new Begin(Document, 1, "default-d-1"));
        Accept("s2");

        CommitOutcome outcome = Run(new Commit(Document, 1, "default-d-1", 1));

        Assert.Equal(new(false, 1), outcome);
        Assert.Equal(GenerationState.Purging, Generation(1)!.State);
        Assert.Equal("default-d-2", Head.Pending!.InstanceId);
        Assert.Equal([1L], Control.Hidden);
    }

    [Fact]
    public void Commit_OfADelete_IsATombstoneUntilNothingIsLeft()
    {
        WriteThrough("s1", 1);
        Run(new AcceptDelete(Document, Precondition.None));
        Run(new Begin(Document, 2, "default-d-2"));

        CommitOutcome outcome = Run(new Commit(Document, 2, "default-d-2", 2));
        Assert.Equal(new(true, 1), outcome);
        Assert.True(Head.Deleted);
        Assert.Equal([1L], Control.Hidden);

        Assert.True(Run(new FinishPurge(1)));
        Assert.True(Run(new RemoveTombstone(Document, 2)));
        Assert.Empty(Control.Hidden);
        Assert.Equal(2, Control.AcceptedFloor);
        Assert.Null(_stored[HeadItem.IdOf(Document)]);
        Assert.Equal("default-d-3", Accept("s3").InstanceId);
    }

    [Fact]
    public void RemoveTombstone_AcceptedAnew_DoesNothing()
    {
        WriteThrough("s1", 1);
        Run(new AcceptDelete(Document, Precondition.None));
        Run(new Begin(Document, 2, "default-d-2"));
        Run(new Commit(Document, 2, "default-d-2", 2));
        Accept("s3");

        Assert.False(Run(new RemoveTombstone(Document, 2)));
        Assert.Equal(3, Head.Accepted);
    }

    [Fact]
    public void Abandon_OfAReplacement_KeepsTheCurrentOne()
    {
        WriteThrough("s1", 1);
        Accept("s2");
        Run(new Begin(Document, 2, "default-d-2"));

        AbandonOutcome unnamed = Run(new Abandon(Document, "default-d-2", null));
        AbandonOutcome outcome = Run(new Abandon(Document, "default-d-2", unnamed.Generation));

        Assert.Equal(new(2, false), unnamed);
        Assert.Equal(new(2, true), outcome);
        Assert.Equal(1, Head.Current!.Generation);
        Assert.False(Head.Deleted);
        Assert.Null(Head.Pending);
        Assert.False(Run(new RegisterTables(2, ["t"])));
    }

    [Fact]
    public void FinishPurge_OfAGenerationThatIsWritten_IsRefused()
    {
        Accept("s1");
        Run(new Begin(Document, 1, "default-d-1"));

        Assert.Throws<InvalidOperationException>(() => Run(new FinishPurge(1)));
    }

    private HeadItem Head => (HeadItem)_stored[HeadItem.IdOf(Document)]!;

    private ControlItem Control => (ControlItem)_stored[ControlItem.ControlId]!;

    private GenerationItem? Generation(long generation) =>
        (GenerationItem?)_stored.GetValueOrDefault(GenerationItem.IdOf(generation));

    private CommitOutcome WriteThrough(string sourceId, long number)
    {
        Accept(sourceId);
        Run(new Begin(Document, number, $"default-d-{number}"));
        return Run(new Commit(Document, number, $"default-d-{number}", number));
    }

    private ReviveOutcome Revive() => Run(new Revive(Document, 1, "default-d-1~1", "1"));

    private Acceptance Accept(string sourceId, string? sha256 = null)
    {
        bool known = _stored.ContainsKey(SourceMarker.IdOf(sourceId));
        if (!known) _stored[SourceMarker.IdOf(sourceId)] = SourceMarker.Of("default", Document, sourceId, DateTimeOffset.UnixEpoch);

        return Run(Write(sourceId, sha256));
    }

    private static AcceptWrite Write(string sourceId, string? sha256 = null) => new(
        Document,
        new()
        {
            SourceId = sourceId,
            Parts = 1,
            SizeBytes = 1,
            Sha256 = sha256 ?? sourceId,
            ContentType = "text/plain",
        },
        "1",
        "h",
        Precondition.None);

    private T Run<T>(CatalogOperation<T> operation)
    {
        var loaded = operation.Reads.Append(ControlItem.ControlId).ToDictionary(id => id, id => _stored.GetValueOrDefault(id));
        var state = new CatalogState("default", DateTimeOffset.UnixEpoch, loaded);
        T result = state.Apply(operation.Apply);
        foreach ((string id, _, ICatalogItem? wanted) in state.Changes.ToArray()) _stored[id] = wanted;

        return result;
    }
}
