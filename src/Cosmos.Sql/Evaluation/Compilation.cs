using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation;

/// <summary>What all parts of one compilation share.</summary>
internal sealed class Compilation(IReadOnlyDictionary<string, CosmosValue>? parameters, EvaluationOptions options)
{
    public EvaluationOptions Options => options;

    public int SlotCount { get; private set; }

    public int NewSlot() => SlotCount++;

    public CosmosValue ParameterValue(ParameterExpression parameter)
    {
        if (parameters is not null && parameters.TryGetValue(parameter.Name, out var value)) return value;
        throw new SqlException(
            SqlErrorCodes.UnknownParameter, parameter.Position,
            $"the parameter {parameter.Name} has no value; pass one with the query.");
    }
}

/// <summary>The names visible at one place of the query.</summary>
internal sealed class Scope(Scope? outer)
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);

    /// <summary>The slot of the container's item when this query reads the container and binds it whole.</summary>
    public int? ItemSlot { get; set; }

    /// <summary>Slots that belong to this query itself, not to an outer one.</summary>
    public List<int> OwnSlots { get; } = [];

    public void Bind(string name, int slot, SourcePosition position)
    {
        OwnSlots.Add(slot);
        if (!_slots.TryAdd(name, slot))
            throw new SqlException(
                SqlErrorCodes.DuplicateAlias, position,
                $"the name {name} is bound twice in FROM; give one of them another name with AS.");
    }

    public bool TryFind(string name, out int slot)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
            if (scope._slots.TryGetValue(name, out slot)) return true;
        slot = -1;
        return false;
    }

    /// <summary>The names visible, innermost first.</summary>
    public IEnumerable<string> Names() => outer is null ? _slots.Keys : _slots.Keys.Concat(outer.Names());

    public bool IsItem(int slot)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
            if (scope.ItemSlot == slot) return true;
        return false;
    }

    private Scope? Outer => outer;
}
