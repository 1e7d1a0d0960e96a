using Trivium.LocalHost.Evaluation;

namespace Trivium.LocalHost.Tests.Evaluation;

public sealed class EvaluationSetTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_TheLayoutOfBeir_ReadsQueriesJudgementsAndCorpus()
    {
        Write("queries.jsonl", """
            {"_id": "1", "text": "first"}

            {"_id": "2", "text": "nobody judged this"}
            {"_id": "3", "text": "third"}
            """);
        Write("qrels/test.tsv", "query-id\tcorpus-id\tscore\n1\tdoc/1\t2\n1\tplain\t0\n3\tplain\t1\n2\tplain\t0\n");
        Write("corpus.jsonl", """
            {"_id": "doc/1", "title": "T", "text": "one"}
            {"_id": "plain", "text": "two"}
            """);

        EvaluationSet set = EvaluationSet.Load(_folder.Path, null);

        Assert.Equal(["1", "3"], set.Queries.Select(query => query.Id));
        Assert.Equal(2, set.Corpus!.Count);
        Assert.False(set.BySection);
        // An id that the API does not take is stored under a hash of it.
        Assert.Equal(2, set.Queries[0].Grades[Corpus.DocumentIdOf("doc/1")]);
        Assert.Matches(@"\Ah-[0-9a-f]{32}\z", Corpus.DocumentIdOf("doc/1"));
        Assert.Equal(1, set.Queries[1].Grades["plain"]);
    }

    [Fact]
    public void Load_TheLayoutOfTrec_ReadsQueriesAndJudgements()
    {
        Write("queries.tsv", "q1\thow to\nq2\tsecond one\n");
        Write("qrels.txt", "q1 0 a 1\nq2 0 b 0\nq2 0 c 3\n");

        EvaluationSet set = EvaluationSet.Load(_folder.Path, null);

        Assert.Equal("how to", set.Queries[0].Text);
        Assert.Equal(3, set.Queries[1].Grades["c"]);
        Assert.Null(set.Corpus);
    }

    [Fact]
    public void Load_JudgementsOfSections_KeepsTheirHeadings()
    {
        Write("queries.tsv", "q\ttext\n");
        Write("qrels.txt", "q\t0\tguide.md#The first step\t1\n");
        Write("corpus/guide.md", "# Guide\n\n## The first step\n\nGo.");

        EvaluationSet set = EvaluationSet.Load(_folder.Path, null);

        Assert.True(set.BySection);
        Assert.Equal(["guide.md#The first step"], set.Queries[0].Grades.Keys);
    }

    [Theory]
    [InlineData("queries.tsv", "q1 without a tab\n", "Line 1 of * is no query: an id and a text are needed.")]
    [InlineData("queries.tsv", "q\ta\nq\tb\n", "Line 2 of * has the id 'q' again.")]
    [InlineData("queries.jsonl", "{\"_id\": \"q\"}\n", "Line 1 of * is no query: an id and a text are needed.")]
    [InlineData("qrels.txt", "q 0 d high\n", "Line 1 of * is no judgement: query, document and a whole number as grade are needed.")]
    [InlineData("qrels.txt", "other 0 d 1\n", "No query of * has a relevant judgement: do their ids agree?")]
    [InlineData("corpus.jsonl", "{\"_id\": 1}\n", "Line 1 of * is no document: \"_id\" and \"text\" are needed.")]
    [InlineData("corpus.jsonl", "[\n", "Line 1 of * is no document: \"_id\" and \"text\" are needed.")]
    public void Load_ABrokenFile_NamesTheLine(string file, string content, string message)
    {
        Write("queries.tsv", "q\ttext\n");
        Write("qrels.txt", "q 0 d 1\n");
        Write(file, content);

        var fault = Assert.Throws<EvaluationException>(() => EvaluationSet.Load(_folder.Path, null));

        string[] parts = message.Split('*');
        Assert.StartsWith(parts[0], fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(parts[1], fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithoutJudgements_SaysWhatIsNeeded()
    {
        Write("queries.tsv", "q\ttext\n");

        var fault = Assert.Throws<EvaluationException>(() => EvaluationSet.Load(_folder.Path, null));

        Assert.Equal($"There are neither qrels/*.tsv nor qrels.txt in {_folder.Path}.", fault.Message);
    }

    private void Write(string file, string content)
    {
        string path = Path.Combine(_folder.Path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
