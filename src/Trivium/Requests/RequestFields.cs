using System.Globalization;
using System.Text.Json;
using Trivium.Errors;

namespace Trivium.Requests;

/// <summary>
/// Takes the known properties out of a JSON object and collects what is wrong with each, so that a caller learns all of
/// it at once. Null and absent are the same. The JSON is one that <see cref="RequestBody"/> has read: its strings are
/// well-formed. Call <see cref="ThrowIfAnyIsWrong"/> last, on the outermost object.
/// </summary>
internal sealed class RequestFields
{
    private static readonly string[] InstantFormats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private readonly JsonElement _json;
    private readonly string _path;
    private readonly SortedDictionary<string, List<string>> _errors;
    private readonly HashSet<string> _known = [];

    public RequestFields(JsonElement json)
        : this(json, "", new SortedDictionary<string, List<string>>(StringComparer.Ordinal))
    {
    }

    private RequestFields(JsonElement json, string path, SortedDictionary<string, List<string>> errors)
    {
        _json = json;
        _path = path;
        _errors = errors;
    }

    /// <summary>Says that a field is wrong.</summary>
    public void Fault(string name, string message)
    {
        if (!_errors.TryGetValue(_path + name, out var messages))
            _errors[_path + name] = messages = [];
        messages.Add(message);
    }

    /// <summary>Whether something was said to be wrong with a field.</summary>
    public bool IsFaulty(string name) => _errors.ContainsKey(_path + name);

    /// <summary>The value as it is, or null.</summary>
    public JsonElement? Any(string name)
    {
        _known.Add(name);
        return _json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>A string of at most <paramref name="charsMax"/> UTF-16 code units, or null.</summary>
    public string? String(string name, int charsMax)
    {
        if (Any(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            return WrongKind<string>(name, "a string", value);
        var text = value.GetString()!;
        if (text.Length > charsMax)
            Fault(name, $"must have at most {charsMax} characters, but has {text.Length}");
        return text;
    }

    /// <summary>A whole number within bounds, or <paramref name="absent"/>.</summary>
    public int Integer(string name, int absent, int min, int max)
    {
        if (Any(name) is not { } value)
            return absent;
        var number = 0;
        bool isWhole = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number);
        if (isWhole && number >= min && number <= max)
            return number;
        Fault(name, $"must be a whole number from {min} to {max}, but is {Show(value)}");
        return absent;
    }

    /// <summary>True or false, or <paramref name="absent"/>.</summary>
    public bool Boolean(string name, bool absent)
    {
        if (Any(name) is not { } value)
            return absent;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Fault(name, $"must be true or false, but is {Show(value)}");
        return absent;
    }

    /// <summary>One of some words, or <paramref name="absent"/>.</summary>
    public T Word<T>(string name, T absent, IReadOnlyDictionary<string, T> words)
        where T : notnull
    {
        if (Any(name) is not { } value)
            return absent;
        if (ReadString(value) is { } text && words.TryGetValue(text, out var word))
            return word;
        Fault(name, $"must be one of {string.Join(", ", words.Keys.Select(key => $"'{key}'"))}, but is {Show(value)}");
        return absent;
    }

    /// <summary>An instant as ISO 8601 with an offset or Z (a date alone is midnight UTC), or null.</summary>
    public DateTimeOffset? Instant(string name)
    {
        if (Any(name) is not { } value)
            return null;
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (ReadString(value) is { } text
            && DateTimeOffset.TryParseExact(
                text, InstantFormats, CultureInfo.InvariantCulture, styles, out DateTimeOffset instant))
            return instant;
        Fault(name, $"must be an instant such as '2026-01-31' or '2026-01-31T09:30:00Z', but is {Show(value)}");
        return null;
    }

    /// <summary>An array of non-empty strings, or null.</summary>
    public IReadOnlyList<string>? Strings(string name, int countMax, int charsMax)
    {
        if (Array(name, countMax) is not { } array)
            return null;
        var strings = new List<string>();
        foreach (var value in array.EnumerateArray())
        {
            if (ReadString(value) is { Length: > 0 } text && text.Length <= charsMax)
                strings.Add(text);
            else
            {
                Fault(
                    $"{name}[{strings.Count}]",
                    $"must be a string of 1 to {charsMax} characters, but is {Show(value)}");
            }
        }

        return strings;
    }

    /// <summary>An array of finite numbers, or null.</summary>
    public IReadOnlyList<float>? Numbers(string name, int countMax)
    {
        if (Array(name, countMax) is not { } array)
            return null;
        var numbers = new float[array.GetArrayLength()];
        for (var index = 0; index < numbers.Length; index++)
        {
            if (array[index] is { ValueKind: JsonValueKind.Number } value && value.TryGetSingle(out numbers[index])
                && float.IsFinite(numbers[index]))
                continue;
            Fault($"{name}[{index}]", $"must be a finite number, but is {Show(array[index])}");
            return null;
        }

        return numbers;
    }

    /// <summary>The fields of a nested object, or null.</summary>
    public RequestFields? Object(string name)
    {
        if (Any(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Object
            ? new RequestFields(value, $"{_path}{name}.", _errors)
            : WrongKind<RequestFields>(name, "an object", value);
    }

    /// <summary>Says of every property that was not asked for that it is unknown.</summary>
    public void RefuseOthers()
    {
        string known = string.Join(", ", _known.Order(StringComparer.Ordinal));
        foreach (var property in _json.EnumerateObject())
        {
            if (!_known.Contains(property.Name)) Fault(Cut(property.Name), $"is not known here; known are {known}");
        }
    }

    /// <exception cref="TriviumException"><c>invalid</c>, with every fault by field.</exception>
    public void ThrowIfAnyIsWrong()
    {
        if (_errors.Count == 0)
            return;
        var (field, messages) = _errors.First();
        var more = _errors.Count == 1 ? "" : $" ({_errors.Count - 1} more: see 'errors')";
        throw new TriviumException(ErrorCode.Invalid, $"'{field}' {messages[0]}.{more}")
        {
            Errors = _errors.ToDictionary(error => error.Key, error => error.Value.ToArray()),
        };
    }

    private JsonElement? Array(string name, int countMax)
    {
        if (Any(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault(name, $"must be an array, but is {Show(value)}");
            return null;
        }

        if (value.GetArrayLength() <= countMax)
            return value;
        Fault(name, $"must have at most {countMax} elements, but has {value.GetArrayLength()}");
        return null;
    }

    private T? WrongKind<T>(string name, string wanted, JsonElement value)
        where T : class
    {
        Fault(name, $"must be {wanted}, but is {Show(value)}");
        return null;
    }

    private static string? ReadString(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Show(JsonElement value) => Cut(value.GetRawText());

    private static string Cut(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}
