namespace Trivium.Cosmos.Sql.Syntax;

/// <summary>Where rows come from.</summary>
public abstract record FromSource : SqlNode
{
    private protected FromSource()
    {
    }
}

/// <summary>A collection, bound under a name item by item: FROM c, FROM c.a AS x, FROM (SELECT …) AS x.</summary>
/// <param name="Collection">What is bound.</param>
/// <param name="Alias">The name given with AS; without it the last name of the path.</param>
public sealed record AliasedSource(SourceCollection Collection, string? Alias = null) : FromSource;

/// <summary>The elements of an array: x IN c.tags.</summary>
/// <param name="Alias">The name of one element.</param>
/// <param name="Collection">The array.</param>
public sealed record ArraySource(string Alias, SourceCollection Collection) : FromSource;

/// <summary>Every pair of a left row and a right row; the right side may refer to names of the left.</summary>
/// <param name="Left">The outer side.</param>
/// <param name="Right">The inner side, not itself a join.</param>
public sealed record JoinSource(FromSource Left, FromSource Right) : FromSource;

/// <summary>What a source iterates.</summary>
public abstract record SourceCollection : SqlNode
{
    private protected SourceCollection()
    {
    }
}

/// <summary>The container, or a name of an outer source, and a path into it.</summary>
/// <param name="Root">The first name.</param>
/// <param name="Path">Property names (strings) and array indexes (numbers) after it.</param>
public sealed record PathCollection(string Root, SqlList<PathStep> Path) : SourceCollection;

/// <summary>The results of a subquery.</summary>
/// <param name="Query">The subquery.</param>
public sealed record SubqueryCollection(SqlQuery Query) : SourceCollection;

/// <summary>One step of a path: a property's name, or an index.</summary>
/// <param name="Name">The property's name, or null for an index.</param>
/// <param name="Index">The index from 0, meaningful when there is no name.</param>
public readonly record struct PathStep(string? Name, int Index = 0);
