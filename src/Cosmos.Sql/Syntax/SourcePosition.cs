namespace Trivium.Cosmos.Sql.Syntax;

/// <summary>
/// Where a node stood in the query text. All positions are equal to each other, so that two trees of the same
/// shape are equal wherever their text stood.
/// </summary>
/// <param name="Line">From 1; 0 for a node that was not parsed.</param>
/// <param name="Column">From 1, in UTF-16 code units; 0 for a node that was not parsed.</param>
public readonly record struct SourcePosition(int Line, int Column)
{
    /// <summary>Always true.</summary>
    public bool Equals(SourcePosition other) => true;

    /// <summary>Always the same.</summary>
    public override int GetHashCode() => 0;
}
