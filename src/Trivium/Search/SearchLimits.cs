namespace Trivium.Search;

/// <summary>How much one search may ask for.</summary>
internal static class SearchLimits
{
    /// <summary>4,096: a long question; a whole document belongs into <c>vector</c>.</summary>
    public const int QueryCharsMax = 4_096;

    /// <summary>200: Cosmos ranks and returns this many cheaply, and nobody reads further.</summary>
    public const int SkipPlusTopMax = 200;

    /// <summary>30: each term is scored for every candidate and counted in the request's charge.</summary>
    public const int TermsMax = 30;

    /// <summary>10: each is looked for in every candidate's text.</summary>
    public const int PhrasesMax = 10;

    /// <summary>
    /// 1,000: candidates that are looked at, of which the wanted hits are those that have the phrases, repeat no better
    /// one and are not too many of one document. Their texts are some megabytes at most.
    /// </summary>
    public const int CandidatesMax = 1_000;

    /// <summary>
    /// 10: candidates asked for beyond what is wanted, so that a few duplicates cost no second query.
    /// </summary>
    public const int CandidatesSpare = 10;

    /// <summary>5: five chunks either side are about two pages; who wants more reads the document.</summary>
    public const int ContextMax = 5;

    /// <summary>50: the neighbours of hits cost a query for each document they are from.</summary>
    public const int TopWithContextMax = 50;

    /// <summary>
    /// 50: what a cross-encoder scores in a fraction of a second; the right passage is rarely further down.
    /// </summary>
    public const int RerankCandidatesMax = 50;

    /// <summary>
    /// 65,536: the token of a snapshot that hides as many generations as it can has about a tenth of that.
    /// </summary>
    public const int SnapshotCharsMax = 65_536;

    /// <summary>2 s: who searches would rather have the store's order than wait longer.</summary>
    public static readonly TimeSpan RerankTime = TimeSpan.FromSeconds(2);

    /// <summary>100: a filter's list travels with the query and is compared with every candidate.</summary>
    public const int FilterValuesMax = 100;

    /// <summary>1,023: what the store allows in an id; tags and sources are shorter.</summary>
    public const int FilterValueCharsMax = 1_023;

    /// <summary>4,096: the most dimensions the store's vector indexes allow.</summary>
    public const int VectorDimensionsMax = 4_096;
}
