// Copyright of nobody.
using System.Collections.Generic;

namespace Example.Queues
{
    /// <summary>A queue that counts what went through it.</summary>
    [Serializable]
    public sealed class CountingQueue<T>
    {
        private readonly Queue<T> _items = new();

        // class Fake { this is a comment }
        public int Count { get; private set; }

        public void Add(T item)
        {
            _items.Enqueue(item);
            Count++;
        }
    }

    internal readonly record struct Entry(string Key, int Value);

    public enum State { Open, Closed }
}
