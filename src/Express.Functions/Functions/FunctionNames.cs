using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Trivium.Express.Functions;

/// <summary>
/// Hands out function names. The Functions host tries routes in the order of their functions' names (ordinal, case
/// ignored), so a name is made of the path first and the method last: a literal segment keeps to letters, digits and
/// <c>-</c>, a parameter starts with <c>_</c> and a catch-all with <c>__</c>, which sort behind them.
/// </summary>
internal sealed class FunctionNames
{
    /// <summary>128: the longest name the Functions host takes.</summary>
    public const int LengthMax = 128;

    /// <summary>16: kept free for the method, a hash and a number.</summary>
    private const int TailLength = 16;

    private readonly HashSet<string> _taken =
        new(StringComparer.OrdinalIgnoreCase) { FunctionEntryPoints.FallbackName, "host" };

    /// <summary>Takes a given name; false when it is taken already.</summary>
    public bool TryTake(string name) => _taken.Add(name);

    /// <summary>Takes a name for a route.</summary>
    public string TakeFor(RoutePattern pattern, IReadOnlyList<string> methods)
    {
        var path = PathOf(pattern);
        var method = methods is [var first, ..] ? first.ToLowerInvariant() : "any";
        if (path.Length + 1 + method.Length > LengthMax - TailLength)
            path = $"{path.AsSpan(0, LengthMax - (2 * TailLength))}-{HashOf(path)}";
        var name = $"{path}-{method}";
        for (var i = 2; !_taken.Add(name); i++)
            name = string.Create(CultureInfo.InvariantCulture, $"{path}-{method}-{i}");
        return name;
    }

    private static string PathOf(RoutePattern pattern)
    {
        var path = new StringBuilder();
        foreach (var segment in pattern.PathSegments)
        {
            if (path.Length > 0)
                path.Append('-');
            foreach (var part in segment.Parts)
                Append(path, part);
        }

        // A name starts with a letter: 'z_' sorts behind every literal, 'a-' before every parameter.
        return path switch
        {
            { Length: 0 } => "index",
            [var first, ..] when char.IsAsciiLetter(first) => path.ToString(),
            ['_', ..] => "z" + path,
            _ => "a-" + path,
        };
    }

    private static void Append(StringBuilder path, RoutePatternPart part)
    {
        switch (part)
        {
            case RoutePatternLiteralPart literal:
                foreach (var c in literal.Content)
                    path.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-');
                break;
            case RoutePatternSeparatorPart:
                path.Append('-');
                break;
            case RoutePatternParameterPart parameter:
                path.Append(parameter.IsCatchAll ? "__" : "_");
                foreach (var c in parameter.Name)
                    path.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-');
                break;
            default:
                throw new InvalidOperationException($"Route patterns have no part {part.GetType().Name}.");
        }
    }

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
}
