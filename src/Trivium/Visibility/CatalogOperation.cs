namespace Trivium.Visibility;

/// <summary>
/// One change of a tenant's catalog: a decision over items read before. It may run several times (another process was
/// faster, an answer was lost), so it recognises its own earlier success.
/// </summary>
/// <typeparam name="T">What it reports.</typeparam>
internal abstract record CatalogOperation<T>
{
    /// <summary>The ids of the items it looks at, the control item excepted.</summary>
    public abstract IEnumerable<string> Reads { get; }

    /// <summary>Decides and changes.</summary>
    public abstract T Apply(CatalogState state);
}
