namespace Trivium.Cosmos.Sql.Syntax;

/// <summary>A part of a query. Immutable; equality is structural and ignores <see cref="Position"/>.</summary>
public abstract record SqlNode
{
    private protected SqlNode()
    {
    }

    /// <summary>Where the node began in the text.</summary>
    public SourcePosition Position { get; init; }
}

/// <summary>A part of a query that has a value.</summary>
public abstract record SqlExpression : SqlNode
{
    private protected SqlExpression()
    {
    }
}
