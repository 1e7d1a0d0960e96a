using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace Trivium.FunctionsTestHost;

/// <summary>gRPC's framing: a zero (not compressed), the length as four bytes, the message.</summary>
internal static class GrpcFrames
{
    private const int HeaderBytes = 5;

    public static async IAsyncEnumerable<ByteString> ReadAsync(
        PipeReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var rest = result.Buffer;
            var messages = new List<ByteString>();
            while (TryTake(ref rest, out var message))
                messages.Add(message);
            reader.AdvanceTo(rest.Start, rest.End);
            foreach (var message in messages)
                yield return message;
            if (result.IsCompleted)
                yield break;
        }
    }

    public static async Task WriteAsync(PipeWriter writer, byte[] message, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderBytes];
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(1), message.Length);
        writer.Write(header);
        writer.Write(message);
        await writer.FlushAsync(cancellationToken);
    }

    private static bool TryTake(ref ReadOnlySequence<byte> rest, out ByteString message)
    {
        message = ByteString.Empty;
        if (rest.Length < HeaderBytes)
            return false;
        var length = BinaryPrimitives.ReadInt32BigEndian(rest.Slice(1, sizeof(int)).ToArray());
        if (rest.Length < HeaderBytes + length)
            return false;
        message = ByteString.CopyFrom(rest.Slice(HeaderBytes, length).ToArray());
        rest = rest.Slice(HeaderBytes + length);
        return true;
    }
}
