namespace Trivium.Cosmos.Embedded.Search;

/// <summary>
/// What search derives from an item's body, by name: made once per version of the item and kept with it.
/// </summary>
internal sealed class ItemFeatures
{
    // There are two or three, and millions of items: an array that is replaced as a whole is smaller than any
    // dictionary.
    private KeyValuePair<string, object>[] _features = [];

    public T Get<TState, T>(string name, TState state, Func<TState, T> derive)
        where T : class
    {
        while (true)
        {
            var features = Volatile.Read(ref _features);
            foreach (var (key, value) in features)
            {
                if (key == name)
                    return (T)value;
            }
            var made = derive(state);
            // Another thread may have made it too; the first one stays.
            if (Interlocked.CompareExchange(ref _features, [.. features, new(name, made)], features) == features)
                return made;
        }
    }
}
