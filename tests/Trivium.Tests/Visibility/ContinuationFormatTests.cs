using Trivium.Reembedding;
using Trivium.Visibility;

namespace Trivium.Tests.Visibility;

public sealed class ContinuationFormatTests
{
    public static TheoryData<string> Sets => ["none", "of a release before there were sets", "with gaps"];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Read_WhatWasWritten_IsTheSame(string which)
    {
        ChunkSet? set = which switch
        {
            "none" => null,
            "with gaps" => new(3, "f00d", "provider/model", 1536) { HasGaps = true },
            _ => new(0, "f00d", null, null),
        };
        var snapshot = new Snapshot(900, [3, 5, 700], DateTimeOffset.UnixEpoch.AddDays(20_000)) { Chunks = set };

        Continuation? read = ContinuationFormat.Read(ContinuationFormat.Write(new("search", "acme", "hash", snapshot, "inner")));

        Assert.Equal(("search", "acme", "hash", "inner"), (read!.Purpose, read.Tenant, read.QueryHash, read.Inner));
        Assert.Equal((900, snapshot.TakenAt, set), (read.Snapshot!.Next, read.Snapshot.TakenAt, read.Snapshot.Chunks));
        Assert.Equal([3, 5, 700], read.Snapshot.Hidden);
    }
}
