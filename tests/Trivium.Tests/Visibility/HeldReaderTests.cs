using Microsoft.Extensions.DependencyInjection;
using Trivium.Errors;
using Trivium.Express;
using Trivium.Tests.Support;
using Trivium.Visibility;

namespace Trivium.Tests.Visibility;

public sealed class HeldReaderTests : IAsyncLifetime
{
    private readonly TestStore _store = new();
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await _store.StartAsync();

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Read_HeldAcrossReplacements_SeesTheVersionOfItsSnapshot()
    {
        await _app.PutAsync("d", VersionedDocument.Text(1));
        Snapshot held = await VersionedDocument.SnapshotAsync(_app);

        await _app.PutAsync("d", VersionedDocument.Text(2));
        await _app.PutAsync("d", VersionedDocument.Text(3));
        _store.Time.Advance(VisibilityLimits.ReaderLifetime - TimeSpan.FromSeconds(5));
        await _app.SweepAsync();

        Assert.Equal(1, await VersionedDocument.ReadWholeAsync(_app, "d", held));
        Assert.Equal(3, await VersionedDocument.ReadWholeAsync(_app, "d", await VersionedDocument.SnapshotAsync(_app)));
    }

    [Fact]
    public async Task Pages_HeldAcrossReplacements_AreOfOneVersionAndThenExpire()
    {
        await _app.PutAsync("d", VersionedDocument.Text(1));
        ExpressResponse first = await _app.SendAsync("GET", "/v1/documents/d/rows?top=1");
        string token = first.Json().GetProperty("continuation").GetString()!;

        await _app.PutAsync("d", VersionedDocument.Text(2));
        ExpressResponse second = await _app.SendAsync("GET", $"/v1/documents/d/rows?top=100&continuation={token}");
        await _app.AdvanceUntilAsync(
            async () => await _app.Database.Catalog.CountAsync("c.kind = 'generation'") == 0, TimeSpan.FromSeconds(5));
        ExpressResponse late = await _app.SendAsync("GET", $"/v1/documents/d/rows?top=100&continuation={token}");

        Assert.True(second.Status == 200, second.ToString());
        Assert.Equal(2, second.Json().GetProperty("rows").GetArrayLength());
        Assert.All(
            second.Json().GetProperty("rows").EnumerateArray(),
            row => Assert.Equal(1, row.GetProperty("data").GetProperty("version").GetInt32()));
        Assert.Equal(410, late.Status);
        Assert.Equal("expired", late.Json().GetProperty("code").GetString());
    }

    [Fact]
    public async Task Purge_Replaced_RemovesTheOldVersionOnly()
    {
        await _app.PutAsync("d", VersionedDocument.Text(1));
        await _app.PutAsync("d", VersionedDocument.Text(2));

        await _app.AdvanceUntilAsync(
            async () => await _app.Database.Catalog.CountAsync("c.kind = 'generation'") == 0, TimeSpan.FromSeconds(5));

        Assert.Equal(2, await VersionedDocument.ReadWholeAsync(_app, "d", await VersionedDocument.SnapshotAsync(_app)));
        Assert.Equal(0, await _app.Database.Documents.CountAsync("c.generation = 1"));
        Assert.Equal(0, await _app.Database.Chunks.CountAsync("c.generation = 1"));
        Assert.Equal(0, await _app.Database.Rows.CountAsync("c.generation = 1"));
        Assert.Equal(1, await _app.Database.Documents.CountAsync("c.kind = 'part'"));
        Assert.Empty((await VersionedDocument.SnapshotAsync(_app)).Hidden);
    }

    [Fact]
    public async Task EnsureAlive_AfterTheReaderLifetime_IsExpired()
    {
        var snapshots = _app.Services.GetRequiredService<SnapshotReader>();
        ReadScope scope = await snapshots.OpenAsync("default", new(), CancellationToken.None);

        scope.EnsureAlive();
        _store.Time.Advance(VisibilityLimits.ReaderLifetime + TimeSpan.FromSeconds(1));

        Assert.Equal(ErrorCode.Expired, Assert.Throws<TriviumException>(scope.EnsureAlive).Code);
    }
}
