using System.Diagnostics;
using static Trivium.FunctionsTestHost.WireMessage;

namespace Trivium.FunctionsTestHost;

/// <summary>What a Functions host says to a worker, by the field numbers of its published protocol.</summary>
internal static class HostMessages
{
    private const int InvocationRequest = 4;
    private const int LoadRequest = 8;
    private const int InitRequest = 17;
    private const int InvocationCancel = 21;
    private const int MetadataRequest = 29;

    private const string HostVersion = "4.1049.0";

    public static byte[] Init(string directory) => Write(
        (InitRequest, Nested((1, Text(HostVersion)), (4, Text(directory)), (5, Text(directory)))));

    public static byte[] Metadata(string directory) => Write((MetadataRequest, Nested((1, Text(directory)))));

    /// <summary>Asks for one function of a metadata response to be loaded, as the worker described it.</summary>
    public static byte[] Load(WorkerFunction function) => Write(
        (LoadRequest, Nested((1, Text(function.Id)), (2, function.Metadata))));

    public static byte[] Invoke(string invocationId, Invocation invocation) => Write(
        (InvocationRequest, Nested(
        [
            (1, Text(invocationId)),
            (2, Text(invocation.Function.Id)),
            .. invocation.Inputs.Select(input => (3, Nested((1, Text(input.Key)), (2, input.Value.ToBytes())))),
            .. invocation.TriggerMetadata.Select(entry => (4, Nested((1, Text(entry.Key)), (2, entry.Value.ToBytes())))),
            (5, Nested((1, Text(TraceParent())))),
            (6, Nested()),
        ])));

    public static byte[] Cancel(string invocationId) => Write((InvocationCancel, Nested((2, Text(invocationId)))));

    // The host begins a trace where the caller has none.
    private static string TraceParent() =>
        $"00-{ActivityTraceId.CreateRandom().ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-00";
}
