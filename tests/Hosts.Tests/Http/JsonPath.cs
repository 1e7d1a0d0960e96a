using System.Text.Json;

namespace Trivium.Hosts.Tests.Http;

/// <summary>Reads JSON by path, so that a missing property fails with the whole document in the message.</summary>
internal static class JsonPath
{
    /// <param name="path">Property names, joined by dots.</param>
    public static JsonElement At(this JsonElement json, string path)
    {
        JsonElement value = json;
        foreach (string name in path.Split('.'))
        {
            Assert.True(
                value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out value),
                $"There is no '{path}' in {json}");
        }

        return value;
    }

    public static bool Has(this JsonElement json, string name) => json.TryGetProperty(name, out _);

    public static string Text(this JsonElement json, string path) => json.At(path).GetString()!;

    public static int Int(this JsonElement json, string path) => json.At(path).GetInt32();

    public static JsonElement[] Items(this JsonElement json, string path) => [.. json.At(path).EnumerateArray()];

    public static string[] Texts(this JsonElement json, string path) =>
        [.. json.Items(path).Select(item => item.GetString()!)];
}
