using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Trivium.Express;

/// <summary>
/// Names for routes that have none: the path, parameters as <c>_id</c>, then the method. Hosts that try routes in the
/// order of their names so try a literal segment before a parameter (<c>_</c> sorts after the letters, case ignored).
/// </summary>
internal sealed class RouteNames
{
    /// <summary>The longest function name of Azure Functions is 128; 16 are left for the method and a number.</summary>
    private const int PathLengthMax = 112;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string NameOf(RouteEndpoint endpoint)
    {
        var name = endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? Derive(endpoint);
        var unique = name;
        for (var i = 2; !_taken.Add(unique); i++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}-{i}");
        return unique;
    }

    private static string Derive(RouteEndpoint endpoint)
    {
        var name = new StringBuilder();
        foreach (var segment in endpoint.RoutePattern.PathSegments)
        {
            if (name.Length > 0)
                name.Append('-');
            foreach (var part in segment.Parts)
                Append(name, part);
        }

        if (name.Length == 0)
            name.Append("index");

        // A name starts with a letter; 'zz' keeps a leading parameter behind every literal.
        if (!char.IsAsciiLetter(name[0]))
            name.Insert(0, "zz");
        name.Length = Math.Min(name.Length, PathLengthMax);
        var last = RouteTable.Methods(endpoint) is [var method, ..] ? method.ToLowerInvariant() : "any";
        return name.Append('-').Append(last).ToString();
    }

    private static void Append(StringBuilder name, RoutePatternPart part)
    {
        var text = part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => "_" + parameter.Name,
            _ => "",
        };
        foreach (var c in text)
            name.Append(char.IsAsciiLetterOrDigit(c) || c == '_' ? char.ToLowerInvariant(c) : '-');
    }
}
