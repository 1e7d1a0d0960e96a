using Trivium.Tests.Tables;

namespace Trivium.Tests.Extraction;

/// <summary>
/// Every source of the corpus gives what is written beside it. With <c>TRIVIUM_TESTS_REWRITE=1</c> that is rewritten
/// with what came out; read the difference before committing it.
/// </summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Names() => [.. CorpusFile.Names];

    public static TheoryData<string> Formats() => [.. CorpusFile.Formats];

    [Theory]
    [MemberData(nameof(Names))]
    public void Extract_SourceOfTheCorpus_GivesItsText(string name)
    {
        var file = CorpusFile.Named(name);
        var actual = file.Read().Document;
        if (QueryFile.Rewrites) File.WriteAllText(file.ExpectedPath, actual);

        Assert.Equal(File.ReadAllText(file.ExpectedPath), actual);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Chunk_SourceOfTheCorpus_GivesItsChunks(string name)
    {
        var file = CorpusFile.Named(name);
        var actual = file.Read().Chunks;
        if (QueryFile.Rewrites) File.WriteAllText(file.ChunksPath, actual);

        Assert.Equal(File.ReadAllText(file.ChunksPath), actual);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Corpus_EveryFormat_HasEightSources(string format) =>
        Assert.InRange(CorpusFile.NamesOf(format).Count(), 8, int.MaxValue);
}
