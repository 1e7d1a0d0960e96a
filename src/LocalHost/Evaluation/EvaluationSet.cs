namespace Trivium.LocalHost.Evaluation;

/// <summary>
/// Queries and judgements in the layout of BEIR (<c>queries.jsonl</c>, <c>qrels/*.tsv</c>) or TREC (<c>queries.tsv</c>,
/// <c>qrels.txt</c>), over a corpus of documents.
/// </summary>
/// <param name="Queries">The queries that have at least one relevant judgement, in the order of their file.</param>
/// <param name="Corpus">The documents; null: they are to be found where the search runs.</param>
internal sealed record EvaluationSet(IReadOnlyList<JudgedQuery> Queries, Corpus? Corpus)
{
    /// <summary>
    /// True where judgements are of sections, <c>document#heading</c>: then a hit is the section it is of, not its document.
    /// </summary>
    public bool BySection { get; private init; }

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">With queries and judgements, and the corpus unless that is elsewhere.</param>
    /// <param name="corpus">Where the corpus is; null: in the folder, if anywhere.</param>
    /// <exception cref="EvaluationException">Something is missing, or a line is not what it should be.</exception>
    public static EvaluationSet Load(string folder, string? corpus)
    {
        if (!Directory.Exists(folder)) throw new EvaluationException($"There is no folder {folder}.");

        IReadOnlyDictionary<string, string> texts = QueryFile.Read(folder);
        IReadOnlyDictionary<string, Dictionary<string, int>> judgements = JudgementFiles.Read(folder);
        Corpus? documents = corpus is null ? Corpus.FindIn(folder) : Corpus.At(corpus);
        JudgedQuery[] queries =
        [
            .. texts.Where(query => judgements.GetValueOrDefault(query.Key)?.Values.Any(grade => grade > 0) ?? false)
                .Select(query => new JudgedQuery(query.Key, query.Value, judgements[query.Key])),
        ];
        if (queries.Length == 0)
            throw new EvaluationException($"No query of {folder} has a relevant judgement: do their ids agree?");

        bool bySection = queries.Any(query => query.Grades.Keys.Any(IsSection));
        return new(
            bySection ? queries : [.. queries.Select(query => query with { Grades = ByDocumentId(query.Grades) })], documents)
        {
            BySection = bySection,
        };

        // A '#' may also stand in a document's own id.
        bool IsSection(string id) => id.Contains('#') && !(documents?.Has(id) ?? false);
    }

    private static Dictionary<string, int> ByDocumentId(IReadOnlyDictionary<string, int> grades) =>
        grades.ToDictionary(grade => Corpus.DocumentIdOf(grade.Key), grade => grade.Value, StringComparer.Ordinal);
}

/// <summary>A query and what was judged of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">What is searched for.</param>
/// <param name="Grades">The judged ids with their grades: 0 irrelevant, 1 and more relevant.</param>
internal sealed record JudgedQuery(string Id, string Text, IReadOnlyDictionary<string, int> Grades);
