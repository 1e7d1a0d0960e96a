using Trivium.Extraction;

namespace Trivium.Tests.Extraction.Corpus;

/// <summary>Every file of the corpus, clean and broken, gives exactly what is written beside it.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string, string> Files()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in CorpusFile.All)
            data.Add(file.Folder, file.Name);
        return data;
    }

    public static TheoryData<string> Folders()
    {
        var data = new TheoryData<string>();
        foreach (var folder in CorpusFile.All.Select(file => file.Folder).Distinct())
            data.Add(folder);
        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Extract_FileOfTheCorpus_GivesWhatIsWrittenBesideIt(string folder, string name)
    {
        var file = new CorpusFile(folder, name);
        var actual = Actual(file.Bytes(), file);
        if (CorpusFile.Rewrites)
            file.Rewrite(actual);

        Assert.Equal(file.Expected() ?? "(no expectation; run with TRIVIUM_TESTS_REWRITE=1)", actual);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Corpus_EachFormat_HasEightFilesAtLeast(string folder) =>
        Assert.True(CorpusFile.All.Count(file => file.Folder == folder) >= 8, folder);

    /// <summary>Damage may change what is read, never how it fails.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Extract_DamagedFile_ReadsOrRefuses(string folder, string name)
    {
        var file = new CorpusFile(folder, name);
        var bytes = file.Bytes();
        var random = new Random(20261124 + bytes.Length);
        for (var round = 0; round < 12 && bytes.Length > 0; round++)
        {
            var damaged = Damage(bytes, random);
            Assert.Equal(Actual(damaged, file), Actual(damaged, file));
        }
    }

    private static string Actual(byte[] bytes, CorpusFile file)
    {
        ContentException? checkedAs = null;
        try
        {
            ContentValidation.Validate(bytes, file.ContentType(), CancellationToken.None);
        }
        catch (ContentException refusal)
        {
            checkedAs = refusal;
        }

        try
        {
            var hints = new ExtractionHints { FileName = file.Name };
            var document = Extractor.Extract(bytes, file.ContentType(), hints, CancellationToken.None);
            Assert.Null(checkedAs?.Message);
            return CorpusDump.Of(document);
        }
        catch (ContentException refusal)
        {
            Assert.Equal(refusal.Message, checkedAs?.Message);
            return CorpusDump.Of(refusal);
        }
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        byte[] damaged = [.. bytes[..(random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length)]];
        for (var i = random.Next(1, 8); i > 0 && damaged.Length > 0; i--)
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
        return damaged;
    }
}
