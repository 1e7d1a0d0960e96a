using System.Numerics;
using System.Runtime.InteropServices;

namespace Trivium.Embeddings;

/// <summary>
/// How often each feature occurs: a hash table of entries in the order of their first occurrence. Two features of one hash
/// count as the same, which of 64 bits nobody sees. Used again for the next text.
/// </summary>
internal sealed class FeatureCounts
{
    /// <summary>1,024 slots: a chunk's features fit without growing.</summary>
    private const int SlotsMin = 1024;

    private readonly List<Entry> entries = [];
    private int[] slots = new int[SlotsMin];

    public ReadOnlySpan<Entry> Entries => CollectionsMarshal.AsSpan(entries);

    /// <summary>Counts one occurrence.</summary>
    /// <param name="hash">The feature's hash.</param>
    /// <param name="start">Where it is in the text.</param>
    /// <param name="length">How long it is.</param>
    public void Add(ulong hash, int start, int length)
    {
        var mask = slots.Length - 1;
        var slot = (int)hash & mask;
        for (; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            ref var entry = ref CollectionsMarshal.AsSpan(entries)[slots[slot] - 1];
            if (entry.Hash != hash)
                continue;
            entry.Count++;
            return;
        }

        entries.Add(new Entry { Hash = hash, Start = start, Length = length, Count = 1 });
        slots[slot] = entries.Count;
        if (entries.Count * 2 > slots.Length)
            Rebuild(slots.Length * 2);
    }

    public void Clear()
    {
        // A long text before does not make the short ones after it slow.
        var fitting = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(SlotsMin, entries.Count * 2));
        if (slots.Length > 2 * fitting)
            slots = new int[fitting];
        else
            Array.Clear(slots);
        entries.Clear();
    }

    private void Rebuild(int size)
    {
        slots = new int[size];
        for (var i = 0; i < entries.Count; i++)
        {
            var slot = (int)entries[i].Hash & (size - 1);
            while (slots[slot] != 0)
                slot = (slot + 1) & (size - 1);
            slots[slot] = i + 1;
        }
    }

    internal struct Entry
    {
        public ulong Hash;
        public int Start;
        public int Length;
        public int Count;
    }
}
