namespace Trivium.Tables.Query;

/// <summary>How much one SQL query may ask for.</summary>
internal static class SqlLimits
{
    /// <summary>64 KB of UTF-8: people and programs write a few KB; long lists belong into parameters.</summary>
    public const int QuerySizeBytesMax = 64 * 1024;

    /// <summary>1,000 rows: a page stays in one answer of the store.</summary>
    public const int PageRowsMax = 1_000;

    /// <summary>100 rows: what a person looks at.</summary>
    public const int PageRowsDefault = 100;

    /// <summary>10,000 rows: what is sorted, filtered or made distinct in memory for one request.</summary>
    public const int MemoryRowsMax = 10_000;

    /// <summary>200 parameters: more than any hand-written query has; lists can be one array.</summary>
    public const int ParametersMax = 200;

    /// <summary>64 characters, as columns have.</summary>
    public const int ParameterNameCharsMax = 64;

    /// <summary>
    /// 64 KB: a continuation holds the snapshot with up to 2,000 hidden generations and the store's own token.
    /// </summary>
    public const int ContinuationCharsMax = 64 * 1024;
}
