namespace Trivium.Cosmos.Sql.Values;

public readonly partial struct CosmosValue
{
    /// <summary>
    /// The total order of values: undefined, null, false, true, numbers, strings, arrays, objects. Arrays compare
    /// element by element, objects by their properties sorted by name.
    /// Zero exactly when <see cref="Equals(CosmosValue)"/>.
    /// </summary>
    public int CompareTo(CosmosValue other)
    {
        if (Kind != other.Kind) return Kind < other.Kind ? -1 : 1;
        return Kind switch
        {
            CosmosValueKind.Boolean or CosmosValueKind.Number => _number.CompareTo(other._number),
            CosmosValueKind.String => string.CompareOrdinal((string)_reference!, (string)other._reference!),
            CosmosValueKind.Array => CompareArrays(ArrayNode.Items, other.ArrayNode.Items),
            CosmosValueKind.Object => CompareObjects(ObjectNode.Properties, other.ObjectNode.Properties),
            _ => 0,
        };
    }

    /// <summary>Deep equality; the order of an object's properties does not matter, and 0 equals -0.</summary>
    public bool Equals(CosmosValue other)
    {
        if (Kind != other.Kind) return false;
        return Kind switch
        {
            CosmosValueKind.Boolean or CosmosValueKind.Number =>
                _number.Equals(other._number) || _number == other._number,
            CosmosValueKind.String =>
                string.Equals((string)_reference!, (string)other._reference!, StringComparison.Ordinal),
            CosmosValueKind.Array => ArraysEqual(ArrayNode, other.ArrayNode),
            CosmosValueKind.Object => ObjectsEqual(ObjectNode, other.ObjectNode),
            _ => true,
        };
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CosmosValue other && Equals(other);

    /// <summary>A hash that agrees with <see cref="Equals(CosmosValue)"/>.</summary>
    public override int GetHashCode()
    {
        switch (Kind)
        {
            case CosmosValueKind.Boolean or CosmosValueKind.Number:
                return HashCode.Combine(Kind, _number == 0 ? 0 : _number);
            case CosmosValueKind.String:
                return string.GetHashCode((string)_reference!, StringComparison.Ordinal);
            case CosmosValueKind.Array:
                var hash = new HashCode();
                foreach (var item in ArrayNode.Items) hash.Add(item.GetHashCode());
                return hash.ToHashCode();
            case CosmosValueKind.Object:
                var sum = 0; // A sum, because the order of properties does not matter.
                foreach (var property in ObjectNode.Properties)
                    sum += HashCode.Combine(string.GetHashCode(property.Key, StringComparison.Ordinal), property.Value);
                return sum;
            default:
                return (int)Kind;
        }
    }

    /// <summary>Deep equality.</summary>
    public static bool operator ==(CosmosValue left, CosmosValue right) => left.Equals(right);

    /// <summary>Deep inequality.</summary>
    public static bool operator !=(CosmosValue left, CosmosValue right) => !left.Equals(right);

    private static bool ArraysEqual(ArrayNode left, ArrayNode right)
    {
        if (left.Count != right.Count) return false;
        CosmosValue[] a = left.Items, b = right.Items;
        for (var i = 0; i < a.Length; i++)
            if (!a[i].Equals(b[i])) return false;
        return true;
    }

    private static bool ObjectsEqual(ObjectNode left, ObjectNode right)
    {
        KeyValuePair<string, CosmosValue>[] a = left.Properties, b = right.Properties;
        if (a.Length != b.Length) return false;
        KeyValuePair<string, CosmosValue>[]? sortedA = null, sortedB = null;
        for (var i = 0; i < a.Length; i++)
        {
            if (sortedA is null && !string.Equals(a[i].Key, b[i].Key, StringComparison.Ordinal))
            {
                // Same names in another order, or other names: sort both and start over.
                a = sortedA = SortedByName(a);
                b = sortedB = SortedByName(b);
                i = -1;
                continue;
            }

            if (!string.Equals(a[i].Key, b[i].Key, StringComparison.Ordinal)) return false;
            if (!a[i].Value.Equals(b[i].Value)) return false;
        }

        return true;
    }

    private static int CompareArrays(CosmosValue[] left, CosmosValue[] right)
    {
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            var order = left[i].CompareTo(right[i]);
            if (order != 0) return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int CompareObjects(
        KeyValuePair<string, CosmosValue>[] left, KeyValuePair<string, CosmosValue>[] right)
    {
        left = SortedByName(left);
        right = SortedByName(right);
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            var order = string.CompareOrdinal(left[i].Key, right[i].Key);
            if (order == 0) order = left[i].Value.CompareTo(right[i].Value);
            if (order != 0) return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    private static KeyValuePair<string, CosmosValue>[] SortedByName(KeyValuePair<string, CosmosValue>[] properties)
    {
        var sorted = (KeyValuePair<string, CosmosValue>[])properties.Clone();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return sorted;
    }
}
