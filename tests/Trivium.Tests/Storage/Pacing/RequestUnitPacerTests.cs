using Trivium.Storage.Pacing;
using Trivium.Tests.Support;

namespace Trivium.Tests.Storage.Pacing;

public sealed class RequestUnitPacerTests
{
    private const double Budget = 100;

    /// <summary>What a read is expected to be charged once one was charged 40.</summary>
    private static readonly RequestShape _shape = RequestShape.Read<RequestUnitPacerTests>();

    private readonly TestTime _time = new();

    [Fact]
    public async Task Enter_MoreThanTheBudget_WaitsUntilWhatWasSpentIsASecondOld()
    {
        using RequestUnitPacer pacer = await PacerAsync(learned: 40);
        await SpendAsync(pacer, 40);
        await SpendAsync(pacer, 40);

        Task<PacedRequest> third = pacer.EnterAsync(_shape, false, CancellationToken.None).AsTask();
        bool waits = !third.IsCompleted;
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.True(waits);
        (await third).Dispose();
    }

    [Fact]
    public async Task Enter_WhileRequestsAreBeingAnswered_CountsThemAsExpected()
    {
        using RequestUnitPacer pacer = await PacerAsync(learned: 40);
        PacedRequest first = await pacer.EnterAsync(_shape, false, CancellationToken.None);
        PacedRequest second = await pacer.EnterAsync(_shape, false, CancellationToken.None);

        Task<PacedRequest> third = pacer.EnterAsync(_shape, false, CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromSeconds(60));
        bool waits = !third.IsCompleted;
        first.Charged(1);
        first.Dispose();

        Assert.True(waits, "An answer may take as long as it likes.");
        (await third).Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task Enter_MoreExpensiveThanTheBudget_GoesAloneAndCountsLonger()
    {
        using RequestUnitPacer pacer = await PacerAsync(learned: 1_000);
        await SpendAsync(pacer, 1_000);

        Task<PacedRequest> next = pacer.EnterAsync(_shape, false, CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromSeconds(9));
        bool waits = !next.IsCompleted;
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.True(waits, "A thousand units are ten seconds' budget.");
        (await next).Dispose();
    }

    [Fact]
    public async Task Enter_Urgent_GoesBeforeThoseThatWait()
    {
        using RequestUnitPacer pacer = await PacerAsync(learned: 80);
        await SpendAsync(pacer, 80);
        Task<PacedRequest> patient = pacer.EnterAsync(_shape, false, CancellationToken.None).AsTask();
        Task<PacedRequest> urgent = pacer.EnterAsync(_shape, true, CancellationToken.None).AsTask();

        _time.Advance(TimeSpan.FromSeconds(2));
        PacedRequest first = await urgent;

        Assert.False(patient.IsCompleted);
        first.Dispose();
        _time.Advance(TimeSpan.FromSeconds(2));
        (await patient).Dispose();
    }

    [Fact]
    public async Task Enter_GivenUp_LeavesItsPlaceToTheNext()
    {
        using RequestUnitPacer pacer = await PacerAsync(learned: 80);
        await SpendAsync(pacer, 80);
        using var stop = new CancellationTokenSource();
        Task<PacedRequest> first = pacer.EnterAsync(_shape, false, stop.Token).AsTask();
        Task<PacedRequest> second = pacer.EnterAsync(_shape, false, CancellationToken.None).AsTask();

        await stop.CancelAsync();
        _time.Advance(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        (await second).Dispose();
    }

    [Fact]
    public async Task Refused_WithoutABudget_SlowsDownAndRecovers()
    {
        using var pacer = new RequestUnitPacer(new(), _time);
        await SpendAsync(pacer, 500);
        pacer.Refused(TimeSpan.FromSeconds(5));

        Task<PacedRequest> paused = pacer.EnterAsync(_shape, false, CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromSeconds(4));
        bool waits = !paused.IsCompleted;
        _time.Advance(TimeSpan.FromSeconds(2));
        (await paused).Dispose();
        Task<PacedRequest> slowed = pacer.EnterAsync(_shape, false, CancellationToken.None).AsTask();
        bool isSlow = !slowed.IsCompleted;
        _time.Advance(TimeSpan.FromSeconds(120));
        (await slowed).Dispose();
        for (int request = 0; request < 10; request++) await SpendAsync(pacer, 500);

        Assert.True(waits, "Nothing is sent before the store said.");
        Assert.True(isSlow, "Two of 500 units are more than half of what went before.");
    }

    private async Task<RequestUnitPacer> PacerAsync(double learned)
    {
        var pacer = new RequestUnitPacer(new() { RequestUnitsPerSecond = Budget }, _time);
        await SpendAsync(pacer, learned);
        _time.Advance(TimeSpan.FromSeconds(60));
        return pacer;
    }

    private static async Task SpendAsync(RequestUnitPacer pacer, double charge)
    {
        using PacedRequest request = await pacer.EnterAsync(_shape, false, CancellationToken.None);
        request.Charged(charge);
    }
}
