using Trivium.Keys.RateLimiting;

namespace Trivium.Tests.Keys;

public class TokenBucketsTests
{
    private readonly StoppedTime _time = new();

    [Fact]
    public void TryTake_MoreThanTheLimit_IsRefusedUntilTokensComeBack()
    {
        var buckets = new TokenBuckets(_time, 10);

        Assert.Equal([true, true, true, false, false], Take(buckets, "a", 3, 5));
        Assert.True(buckets.TryTake("b", 3, out _));

        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal([false], Take(buckets, "a", 3, 1));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([true, false], Take(buckets, "a", 3, 2));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, true, true, false], Take(buckets, "a", 3, 4));
    }

    [Fact]
    public void TryTake_State_SaysWhatIsLeftAndWhenMoreComes()
    {
        var buckets = new TokenBuckets(_time, 10);

        buckets.TryTake("a", 2, out BucketState one);
        buckets.TryTake("a", 2, out BucketState two);
        buckets.TryTake("a", 2, out BucketState refused);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(new(2, 1, 0, 30), one);
        Assert.Equal(new(2, 0, 30, 60), two);
        Assert.Equal(new(2, 0, 30, 60), refused);
        Assert.Equal(new(2, 0, 20, 50), buckets.StateOf("a"));
        Assert.Null(buckets.StateOf("b"));
    }

    [Fact]
    public void TryTake_OfEndlesslyManyNames_KeepsABoundedNumberAndThoseInUse()
    {
        var buckets = new TokenBuckets(_time, 100);
        for (int index = 0; index < 10_000; index++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            buckets.TryTake("busy", 60, out _);
            buckets.TryTake($"passing-{index}", 60, out _);
            Assert.True(buckets.Count <= 100);
        }

        // It took a token with each name and got back one a second: had it ever been dropped, it would be fuller.
        Assert.Equal(0, buckets.StateOf("busy")!.Remaining);
    }

    private static bool[] Take(TokenBuckets buckets, string name, int perMinute, int times) =>
        [.. Enumerable.Range(0, times).Select(_ => buckets.TryTake(name, perMinute, out BucketState _))];
}
