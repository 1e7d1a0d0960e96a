using System.Collections;
using System.Runtime.CompilerServices;

namespace Trivium.Cosmos.Sql.Syntax;

/// <summary>An immutable list with structural equality, as records need it.</summary>
[CollectionBuilder(typeof(SqlList), nameof(SqlList.Create))]
public sealed class SqlList<T> : IReadOnlyList<T>, IEquatable<SqlList<T>>
{
    private readonly T[] _items;

    internal SqlList(T[] items) => _items = items;

    /// <summary>The list without elements.</summary>
    public static SqlList<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <inheritdoc/>
    public bool Equals(SqlList<T>? other)
    {
        if (other is null || other.Count != Count) return false;
        for (var i = 0; i < _items.Length; i++)
            if (!EqualityComparer<T>.Default.Equals(_items[i], other._items[i])) return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SqlList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in _items) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", _items)}]";

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}

/// <summary>Makes <see cref="SqlList{T}"/>s.</summary>
public static class SqlList
{
    /// <summary>A list of these elements; what a collection expression calls.</summary>
    public static SqlList<T> Create<T>(ReadOnlySpan<T> items) =>
        items.Length == 0 ? SqlList<T>.Empty : new(items.ToArray());

    /// <summary>A list of these elements.</summary>
    public static SqlList<T> From<T>(IEnumerable<T> items) => new([.. items]);
}
