using Microsoft.Extensions.DependencyInjection;
using Trivium.Errors;
using Trivium.Operations;
using Trivium.Tests.Support;
using Trivium.Visibility;

namespace Trivium.Tests.Visibility;

public sealed class ContinuationTokenTests : IAsyncLifetime
{
    private readonly TestStore _store = new();
    private TestApp _app = null!;
    private ContinuationTokens _tokens = null!;

    public async Task InitializeAsync()
    {
        _app = await _store.StartAsync();
        _tokens = _app.Services.GetRequiredService<ContinuationTokens>();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Unprotect_OfAnotherProcess_IsWhatWasProtected()
    {
        // Another process knows nothing but what is stored.
        var other = new ContinuationTokens(new SecretStore(_app.Database), _app.Services.GetRequiredService<SnapshotReader>());
        Continuation said = Said([3, 5, 900]);

        string token = await _tokens.ProtectAsync(said, CancellationToken.None);
        Continuation heard = await other.UnprotectAsync(
            token, "sql", "default", "hash", CancellationToken.None);

        Assert.Equal(said.Inner, heard.Inner);
        Assert.Equal(said.Snapshot!.Next, heard.Snapshot!.Next);
        Assert.Equal(said.Snapshot.Hidden, heard.Snapshot.Hidden);
        Assert.Equal(said.Snapshot.TakenAt, heard.Snapshot.TakenAt);
    }

    [Fact]
    public async Task Protect_WithAsManyHiddenAsThereCanBe_FitsAUrl()
    {
        string token = await _tokens.ProtectAsync(
            Said([.. Enumerable.Range(1, VisibilityLimits.HiddenGenerationsMax).Select(n => n * 100L)]), CancellationToken.None);

        Assert.InRange(token.Length, 1, 4_096);
    }

    [Theory]
    [InlineData("text", "default", "hash")]
    [InlineData("sql", "other", "hash")]
    [InlineData("sql", "default", "other")]
    public async Task Unprotect_OfAnotherQuestion_IsInvalid(string purpose, string tenant, string hash)
    {
        string token = await _tokens.ProtectAsync(Said([]), CancellationToken.None);

        TriviumException refused = await Assert.ThrowsAsync<TriviumException>(
            () => _tokens.UnprotectAsync(token, purpose, tenant, hash, CancellationToken.None));

        Assert.Equal(ErrorCode.Invalid, refused.Code);
    }

    [Fact]
    public async Task Unprotect_AnyCharacterChanged_IsInvalid()
    {
        string token = await _tokens.ProtectAsync(Said([1]), CancellationToken.None);
        for (int index = 0; index < token.Length; index++)
        {
            string changed = token[..index] + (token[index] == 'A' ? 'Q' : 'A') + token[(index + 1)..];

            TriviumException refused = await Assert.ThrowsAsync<TriviumException>(
                () => _tokens.UnprotectAsync(changed, "sql", "default", "hash", CancellationToken.None));

            Assert.Equal(ErrorCode.Invalid, refused.Code);
        }
    }

    [Fact]
    public async Task Unprotect_AfterTheReaderLifetime_IsExpired()
    {
        string token = await _tokens.ProtectAsync(Said([]), CancellationToken.None);
        _store.Time.Advance(VisibilityLimits.ReaderLifetime + TimeSpan.FromSeconds(1));

        TriviumException refused = await Assert.ThrowsAsync<TriviumException>(
            () => _tokens.UnprotectAsync(token, "sql", "default", "hash", CancellationToken.None));

        Assert.Equal(ErrorCode.Expired, refused.Code);
    }

    private Continuation Said(IReadOnlyList<long> hidden) =>
        new("sql", "default", "hash", new(1_000_000, hidden, _store.Time.GetUtcNow()), "inner");
}
