using System.Buffers;
using System.Text;

namespace Trivium.Durable.Embedded;

/// <summary>What instance ids and names may look like.</summary>
internal static class InstanceNames
{
    /// <summary>The limit of Durable Functions on Azure Storage, so that an id made here is good there.</summary>
    public const int InstanceIdCharsMax = 100;

    /// <summary>Names are written by hand; a longer one is a payload in the wrong place.</summary>
    public const int NameCharsMax = 200;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\#?");

    /// <summary>Checks an instance id.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, or has a character it may not have.</exception>
    public static void CheckInstanceId(string instanceId)
    {
        ArgumentNullException.ThrowIfNull(instanceId);
        if (instanceId.Length is 0 or > InstanceIdCharsMax)
        {
            throw new ArgumentException(
                $"The instance id has {instanceId.Length} characters; it must have 1 to {InstanceIdCharsMax}.",
                nameof(instanceId));
        }

        if (instanceId.AsSpan().ContainsAny(Forbidden) || !IsPlainText(instanceId))
        {
            throw new ArgumentException(
                $"The instance id '{instanceId}' has a character it may not have: / \\ # ? or a control character.",
                nameof(instanceId));
        }
    }

    /// <summary>Checks the name of an activity or orchestration.</summary>
    public static void CheckName(string name, string kind) => Check(name, $"The name of the {kind}");

    /// <summary>Checks the name of an event.</summary>
    public static void CheckEventName(string eventName) => Check(eventName, "The event's name");

    private static void Check(string name, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > NameCharsMax || !IsPlainText(name))
        {
            throw new ArgumentException(
                $"{what} must have 1 to {NameCharsMax} characters and no control characters; it has {name.Length}.",
                nameof(name));
        }
    }

    // Half a surrogate pair would come back from the database as another character, and so as another id.
    private static bool IsPlainText(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || Rune.IsControl(rune)) return false;
        }

        return true;
    }
}
