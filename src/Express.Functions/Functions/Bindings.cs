using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Trivium.Express.Functions;

/// <summary>Bindings as the JSON that the Functions host reads; it tells case apart.</summary>
internal static class Bindings
{
    public static string HttpTrigger(string route, IReadOnlyList<string> methods, AuthLevel level) =>
        Write("request", "httpTrigger", "In", json =>
        {
            json.WriteString("authLevel", level.ToString());
            json.WriteString("route", route);

            // Without methods it takes any.
            if (methods.Count == 0)
                return;
            json.WriteStartArray("methods");
            foreach (var method in methods)
                json.WriteStringValue(method.ToLowerInvariant());
            json.WriteEndArray();
        });

    public static string HttpOutput() => Write("$return", "http", "Out");

    public static string TimerTrigger(string schedule) =>
        Write("timer", "timerTrigger", "In", json => json.WriteString("schedule", schedule));

    public static string ActivityTrigger() => Write(ActivityInvocation.InputName, "activityTrigger", "In");

    public static string DurableClient() => Write("client", "durableClient", "In");

    private static string Write(string name, string type, string direction, Action<Utf8JsonWriter>? more = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("type", type);
            json.WriteString("direction", direction);
            more?.Invoke(json);
            json.WriteStartObject("properties");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
