using System.Text.Json;
using Google.Protobuf;

namespace Trivium.FunctionsTestHost;

/// <summary>A function as a worker described it.</summary>
public sealed class WorkerFunction
{
    private const int NameField = 4;
    private const int EntryPointField = 3;
    private const int RawBindingField = 10;
    private const int IdField = 13;

    internal WorkerFunction(ByteString metadata)
    {
        Metadata = metadata;
        var fields = WireMessage.Read(metadata);
        Id = WireMessage.TextOf(fields, IdField)!;
        Name = WireMessage.TextOf(fields, NameField)!;
        EntryPoint = WireMessage.TextOf(fields, EntryPointField)!;
        Bindings = [.. fields
            .Where(field => field.Number == RawBindingField)
            .Select(field => JsonElement.Parse(field.Bytes.Span))];
        Trigger = Bindings.Single(binding => TypeOf(binding).EndsWith("Trigger", StringComparison.Ordinal));
    }

    /// <summary>What the worker knows it by.</summary>
    public string Id { get; }

    /// <summary>What people know it by.</summary>
    public string Name { get; }

    /// <summary>The method it names.</summary>
    public string EntryPoint { get; }

    /// <summary>Its bindings as JSON.</summary>
    public IReadOnlyList<JsonElement> Bindings { get; }

    /// <summary>The one that starts it.</summary>
    public JsonElement Trigger { get; }

    /// <summary>Such as <c>httpTrigger</c>.</summary>
    public string TriggerType => TypeOf(Trigger);

    /// <summary>The name of the parameter that the trigger fills.</summary>
    public string TriggerName => Trigger.GetProperty("name").GetString()!;

    internal ByteString Metadata { get; }

    /// <summary>The name of its parameter for the durable client; null: it has none.</summary>
    public string? DurableClientName => Bindings
        .Where(binding => TypeOf(binding) == "durableClient")
        .Select(binding => binding.GetProperty("name").GetString()).SingleOrDefault();

    private static string TypeOf(JsonElement binding) => binding.GetProperty("type").GetString()!;
}
