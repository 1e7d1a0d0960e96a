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
    /// 1,000: candidates whose text is checked for phrases, of which the wanted hits are those that pass.
    /// </summary>
    public const int PhraseCandidatesMax = 1_000;

    /// <summary>100: a filter's list travels with the query and is compared with every candidate.</summary>
    public const int FilterValuesMax = 100;

    /// <summary>1,023: what the store allows in an id; tags and sources are shorter.</summary>
    public const int FilterValueCharsMax = 1_023;

    /// <summary>4,096: the most dimensions the store's vector indexes allow.</summary>
    public const int VectorDimensionsMax = 4_096;
}
