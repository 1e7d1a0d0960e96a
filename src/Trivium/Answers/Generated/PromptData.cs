using System.Security.Cryptography;
using System.Text;

namespace Trivium.Answers.Generated;

/// <summary>
/// Data for a model, fenced by a marker that is new for each question: no document can know it, so none can end its own fence.
/// </summary>
internal sealed class PromptData
{
    /// <summary>16 hexadecimal digits: nobody guesses them in the life of a request.</summary>
    private const int MarkerDigits = 16;

    private readonly StringBuilder _text = new();

    /// <summary>The marker.</summary>
    public string Marker { get; } = $"<<{RandomNumberGenerator.GetHexString(MarkerDigits, lowercase: true)}>>";

    /// <summary>Adds a fenced piece.</summary>
    /// <param name="what">What it is, in our words.</param>
    /// <param name="data">Somebody else's text.</param>
    public PromptData Add(string what, string data)
    {
        _text.Append(Marker).Append(' ').Append(what).Append('\n').Append(data).Append('\n').Append(Marker).Append(" end\n\n");
        return this;
    }

    public override string ToString() => _text.ToString();
}
