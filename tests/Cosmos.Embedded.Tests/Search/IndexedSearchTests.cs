using Microsoft.Data.Sqlite;

namespace Trivium.Cosmos.Embedded.Tests.Search;

/// <summary>Searches answered from the index have the very rows of those that go over all items.</summary>
public sealed class IndexedSearchTests
{
    private const int SearchesPerRound = 12;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public async Task Search_RandomWritesAndQueries_EqualsTheScan(int seed, bool isOnDisk)
    {
        var directory = isOnDisk ? Directory.CreateTempSubdirectory().FullName : null;
        try
        {
            await using var world = new SearchWorld(seed, isOnDisk ? Path.Combine(directory!, "cosmos.db") : null);
            await world.Open();
            for (var round = 0; round < 4; round++)
            {
                await world.Write(120);
                await Compare(world, $"seed {seed}, round {round}");
                world.Clock.Advance(TimeSpan.FromSeconds(25));
                await Compare(world, $"seed {seed}, round {round}, later");
                if (isOnDisk && round % 2 == 0)
                    await world.Reopen();
            }
        }
        finally
        {
            if (directory is not null)
                Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task Search_FileWithoutFeatures_EqualsTheScan()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(directory.FullName, "cosmos.db");
            await using var world = new SearchWorld(8, path);
            await world.Open();
            await world.Write(80);
            await world.DisposeAsync();
            // As a file from before there were any, in part.
            using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "DELETE FROM search_features WHERE item % 3 = 0";
                Assert.NotEqual(0, command.ExecuteNonQuery());
            }
            await world.Open();
            await Compare(world, "without features");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Search_ReadsHeldBack_EqualsTheScanOfThatVersion()
    {
        await using var world = new SearchWorld(5, null);
        await world.Open();
        await world.Write(150);
        using (world.Engine.HoldBackReads("db", "chunks"))
        {
            await world.Write(30);
            await Compare(world, "held back");
            // Rows that the version held back still has are compacted away meanwhile.
            await world.Write(400);
            await world.Engine.Search.MaintenanceDone;
            await Compare(world, "held back, compacted", mayFallBack: true);
        }
        await Compare(world, "released");
    }

    [Fact]
    public async Task Search_MoreRowsThanTheFusionDepth_EqualsTheScan()
    {
        await using var world = new SearchWorld(6, null, segmentRows: 512);
        await world.Open();
        await world.Create(1500);
        await Compare(world, "deep");
    }

    [Fact]
    public async Task Search_WhileOthersWrite_SeesOneVersion()
    {
        await using var world = new SearchWorld(7, null);
        await world.Open();
        await world.Write(150);
        var searches = Enumerable.Range(0, SearchesPerRound).Select(_ => world.Search()).ToList();
        using var held = world.Engine.HoldBackReads("db", "chunks");
        var expected = new List<List<string>>();
        foreach (var search in searches)
            expected.Add(await world.Rows(search));
        var writing = Task.Run(() => world.Write(300));
        do
        {
            for (var i = 0; i < searches.Count; i++)
                Assert.Equal(expected[i], await world.Rows(searches[i]));
        }
        while (!writing.IsCompleted);
        await writing;
    }

    private static async Task Compare(SearchWorld world, string when, bool mayFallBack = false)
    {
        var before = world.Engine.Search.SearchesAnswered;
        for (var i = 0; i < SearchesPerRound; i++)
        {
            var search = world.Search();
            var indexed = await world.Rows(search);
            world.Engine.Search.IsEnabled = false;
            var scanned = await world.Rows(search);
            world.Engine.Search.IsEnabled = true;
            Assert.True(
                scanned.SequenceEqual(indexed),
                $"{when}, search {i}: {search.Query.QueryText}\nscan:  {string.Join("\n       ", scanned)}"
                + $"\nindex: {string.Join("\n       ", indexed)}");
        }
        // Most are within what the index can answer; else the comparison would be of the scan with itself.
        var answered = world.Engine.Search.SearchesAnswered - before;
        Assert.True(mayFallBack || answered > SearchesPerRound / 2, $"{when}: the index answered only {answered}");
    }
}
