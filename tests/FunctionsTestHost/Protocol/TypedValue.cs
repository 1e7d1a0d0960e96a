using Google.Protobuf;

namespace Trivium.FunctionsTestHost;

/// <summary>A value on its way between host and worker: text, JSON, or an HTTP request that is proxied.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text or JSON.</param>
public readonly record struct TypedValue(TypedValueKind Kind, string Text)
{
    /// <summary>Text as it is.</summary>
    public static TypedValue OfText(string text) => new(TypedValueKind.Text, text);

    /// <summary>JSON.</summary>
    public static TypedValue OfJson(string json) => new(TypedValueKind.Json, json);

    /// <summary>A request whose content goes another way: from proxy to worker.</summary>
    public static TypedValue Http { get; } = new(TypedValueKind.Http, "");

    internal ByteString ToBytes() => WireMessage.Nested(((int)Kind, WireMessage.Text(Text)));

    /// <summary>Null: of a kind that no function of ours returns, or nothing at all.</summary>
    internal static TypedValue? From(ByteString bytes)
    {
        foreach (var field in WireMessage.Read(bytes))
        {
            if (field.Number is (int)TypedValueKind.Text or (int)TypedValueKind.Json)
                return new TypedValue((TypedValueKind)field.Number, field.Bytes.ToStringUtf8());
        }

        return null;
    }
}

/// <summary>Kinds of values, numbered as the protocol numbers them.</summary>
public enum TypedValueKind
{
    /// <summary>Text.</summary>
    Text = 1,

    /// <summary>JSON.</summary>
    Json = 2,

    /// <summary>An HTTP request.</summary>
    Http = 5,
}
