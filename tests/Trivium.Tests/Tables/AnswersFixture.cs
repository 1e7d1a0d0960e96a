using Trivium.Tests.Search;

namespace Trivium.Tests.Tables;

/// <summary>A store with <see cref="SampleData"/>, written once for all tests of a class that only read.</summary>
public sealed class AnswersFixture : IAsyncLifetime
{
    internal RetrievalFixture Retrieval { get; } = new();

    public async Task InitializeAsync()
    {
        await Retrieval.InitializeAsync();
        await SampleData.WriteAsync(Retrieval);
    }

    public Task DisposeAsync() => Retrieval.DisposeAsync();
}
