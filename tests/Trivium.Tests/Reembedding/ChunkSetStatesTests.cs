using Trivium.Reembedding;
using Trivium.Storage;
using Trivium.Tests.Support;
using Trivium.Visibility;

namespace Trivium.Tests.Reembedding;

public sealed class ChunkSetStatesTests
{
    public static TheoryData<int> Seeds => TestRuns.Seeds(few: 20, many: 500);

    /// <summary>
    /// Whatever models come in whatever order: no container is live and emptied at once, no run is given twice, and when
    /// everything is carried out the model that was wanted last answers.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void TowardsWanted_AnyOrderOfChanges_KeepsContainersApartAndEndsAtTheLastWanted(int seed)
    {
        var random = new Random(seed);
        EmbedderIdentity[] models = [new("a", 1), new("b", 2), new("c", 3)];
        var state = new CatalogStateOf(new ControlItem { Tenant = "default", Next = 2 });
        EmbedderIdentity wanted = models[0];
        state.Apply(new WantEmbedder(wanted, null));
        for (int step = 0; step < 60; step++)
        {
            bool settling = step >= 30;
            if (!settling && random.Next(3) == 0) state.Apply(new WantEmbedder(wanted = models[random.Next(3)], null));
            else if (random.Next(2) == 0 && state.Control.FillTarget() is { } target)
                Assert.True(state.Apply(new SwitchChunks(target.Run, state.Control.LackingCommits)));
            else if (state.Control.Retiring is [var first, ..])
                Assert.True(state.Apply(new FinishRetirement(first.Run)));
            state.Check();
        }

        Assert.Equal(wanted.Fingerprint, state.Control.Serving!.Fingerprint);
        Assert.False(state.Control.HasReembedding());
    }

    [Fact]
    public void SwitchChunks_DocumentCommittedThatIsNotInTheSet_IsRefused()
    {
        var state = new CatalogStateOf(new ControlItem { Tenant = "default", Next = 2 });
        state.Apply(new WantEmbedder(new("a", 1), null));
        state.Apply(new WantEmbedder(new("b", 2), null));
        long lacking = state.Control.LackingCommits;
        state.Put(state.Control.Committing(Generation([0])));

        Assert.False(state.Apply(new SwitchChunks(state.Control.Filling!.Run, lacking)));
        Assert.True(state.Apply(new SwitchChunks(state.Control.Filling!.Run, state.Control.LackingCommits)));
    }

    [Fact]
    public void Committing_GenerationThatIsNotWhereTheTenantIsAnsweredFrom_Throws()
    {
        var control = new ControlItem { Tenant = "default", Serving = new(3, "x", "a", 1) };

        Assert.Throws<InvalidOperationException>(() => control.Committing(Generation([0])));
        Assert.True(control.Committing(Generation([0]) with { TextOnly = [3] }).Serving!.HasGaps);
    }

    private static GenerationItem Generation(long[] embedded) => new()
    {
        Id = GenerationItem.IdOf(1),
        Tenant = "default",
        Generation = 1,
        DocumentId = "d",
        Accepted = 1,
        InstanceId = "default-d-1",
        State = GenerationState.Writing,
        StateAt = DateTimeOffset.UnixEpoch,
        Embedded = embedded,
    };

    /// <summary>A control item, changed as the catalog changes it.</summary>
    private sealed class CatalogStateOf(ControlItem control)
    {
        private readonly HashSet<long> _runs = [];
        private ChunkSet? _filling;

        public ControlItem Control { get; private set; } = control;

        public void Put(ControlItem changed) => Control = changed;

        public T Apply<T>(CatalogOperation<T> operation)
        {
            var state = new CatalogState(
                "default", DateTimeOffset.UnixEpoch, new Dictionary<string, ICatalogItem?> { [ControlItem.ControlId] = Control });
            T result = operation.Apply(state);
            Control = state.Control;
            return result;
        }

        public void Check()
        {
            Assert.Empty(Control.LiveSets().Select(set => set.Fingerprint).Intersect(Control.Retiring.Select(set => set.Fingerprint)));
            Assert.Equal(Control.LiveSets().Count(), Control.LiveSets().Select(set => set.Fingerprint).Distinct().Count());
            if (Control.Filling is { } filling && filling.Run != _filling?.Run) Assert.True(_runs.Add(filling.Run));
            _filling = Control.Filling;
        }
    }
}
