namespace Trivium.Cosmos.Sql.Values;

/// <summary>The types of Cosmos SQL. Their numeric order is the order of the types among each other.</summary>
public enum CosmosValueKind
{
    /// <summary>No value: a missing property, or an operation on operands it is not defined for.</summary>
    Undefined = 0,

    /// <summary>JSON null.</summary>
    Null = 1,

    /// <summary>true or false; false is less than true.</summary>
    Boolean = 2,

    /// <summary>An IEEE 754 double; integers are exact up to 2^53.</summary>
    Number = 3,

    /// <summary>Text, ordered by UTF-16 code unit.</summary>
    String = 4,

    /// <summary>An ordered list of values.</summary>
    Array = 5,

    /// <summary>Named values; the order of names is kept but does not take part in equality.</summary>
    Object = 6,
}
