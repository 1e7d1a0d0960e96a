namespace Trivium.Cosmos.Sql;

/// <summary>The codes of <see cref="SqlException.Code"/>, with the service's numbers.</summary>
public static class SqlErrorCodes
{
    /// <summary>The text is not a query.</summary>
    public const string Syntax = "SC1001";

    /// <summary>A string or number literal is malformed.</summary>
    public const string Literal = "SC1010";

    /// <summary>SELECT * without FROM.</summary>
    public const string StarWithoutFrom = "SC1021";

    /// <summary>A name that nothing binds.</summary>
    public const string UnknownIdentifier = "SC2001";

    /// <summary>A function that does not exist.</summary>
    public const string UnknownFunction = "SC2005";

    /// <summary>A function called with the wrong number of arguments.</summary>
    public const string ArgumentCount = "SC2050";

    /// <summary>Two output properties of the same name.</summary>
    public const string DuplicateOutputName = "SC2022";

    /// <summary>A name bound twice in FROM.</summary>
    public const string DuplicateAlias = "SC2011";

    /// <summary>SELECT * with JOIN.</summary>
    public const string StarWithJoin = "SC2042";

    /// <summary>An aggregate inside an aggregate.</summary>
    public const string NestedAggregate = "SC2101";

    /// <summary>A column that is neither grouped by nor inside an aggregate.</summary>
    public const string NotInGroupBy = "SC2102";

    /// <summary>An aggregate where none may be, such as in WHERE.</summary>
    public const string MisplacedAggregate = "SC2104";

    /// <summary>An aggregate as part of a larger expression.</summary>
    public const string AggregateComposition = "SC2103";

    /// <summary>A parameter that was not given a value.</summary>
    public const string UnknownParameter = "SC2110";

    /// <summary>TOP together with OFFSET and LIMIT.</summary>
    public const string TopWithOffset = "SC2205";

    /// <summary>ORDER BY something other than a path.</summary>
    public const string OrderByNotPath = "SC2206";

    /// <summary>ORDER BY VectorDistance with a direction or beside another key.</summary>
    public const string VectorOrder = "SC2210";

    /// <summary>TOP, OFFSET or LIMIT that is not a whole number from 0.</summary>
    public const string RowCount = "SC2062";

    /// <summary>ORDER BY RANK with a direction or of something that is not a score.</summary>
    public const string RankOrder = "SC2222";

    /// <summary>RRF of fewer than two scores.</summary>
    public const string FusionComponents = "SC2233";

    /// <summary>FullTextScore with terms of another form than strings.</summary>
    public const string FullTextTerms = "SC2241";

    /// <summary>A score outside ORDER BY RANK.</summary>
    public const string MisplacedScore = "SC2244";

    /// <summary>A subquery with several results where one value is expected.</summary>
    public const string SubqueryCardinality = "SC2300";

    /// <summary>Something the service knows and this engine does not.</summary>
    public const string NotSupported = "SC3001";

    /// <summary>A limit of this engine: nesting, rows, text produced.</summary>
    public const string LimitExceeded = "SC3002";
}
