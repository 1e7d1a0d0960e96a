namespace Trivium.Durable.Embedded.Tests;

/// <summary>
/// Runs a theory with live instances kept from turn to turn, and with every turn replayed from the start.
/// </summary>
public sealed class CachedAndNot : TheoryData<bool>
{
    public CachedAndNot()
    {
        Add(true);
        Add(false);
    }
}
