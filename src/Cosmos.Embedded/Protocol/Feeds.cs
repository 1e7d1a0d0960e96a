using System.Text;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>Writes feeds: <c>{"_rid", "…": [members], "_count"}</c>.</summary>
internal static class Feeds
{
    public static byte[] Write(string rid, string name, IReadOnlyList<ReadOnlyMemory<byte>> members)
    {
        var head = Encoding.UTF8.GetBytes($"{{\"_rid\":\"{rid}\",\"{name}\":[");
        var tail = Encoding.UTF8.GetBytes($"],\"_count\":{members.Count}}}");
        var separators = Math.Max(0, members.Count - 1);
        var body = new byte[head.Length + tail.Length + separators + members.Sum(member => member.Length)];
        head.CopyTo(body, 0);
        var position = head.Length;
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0)
                body[position++] = (byte)',';
            members[i].Span.CopyTo(body.AsSpan(position));
            position += members[i].Length;
        }
        tail.CopyTo(body, position);
        return body;
    }

    public static byte[] Write(string rid, string name, IReadOnlyList<byte[]> members) =>
        Write(rid, name, [.. members.Select(member => new ReadOnlyMemory<byte>(member))]);
}
