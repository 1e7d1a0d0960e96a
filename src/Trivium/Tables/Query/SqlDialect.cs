using Trivium.Cosmos.Sql.Parsing;

namespace Trivium.Tables.Query;

/// <summary>The SQL that people write here.</summary>
internal static class SqlDialect
{
    /// <summary>
    /// Everything <c>Cosmos.Sql</c> has, and double quotes around names, as in standard SQL: a name that is misspelt is
    /// then an error, and never a text that nothing equals.
    /// </summary>
    public static ParseOptions Options { get; } = ParseOptions.Extended with { AllowQuotedNames = true };
}
