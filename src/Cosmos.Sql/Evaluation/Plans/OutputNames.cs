using System.Globalization;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Evaluation.Plans;

/// <summary>The property names of a select list.</summary>
public static class OutputNames
{
    /// <summary>One name per item: <see cref="SelectItem.Name"/>, else $1, $2 and so on among the unnamed.</summary>
    public static string[] Of(SelectList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var names = new string[list.Items.Count];
        var unnamed = 0;
        for (var i = 0; i < names.Length; i++)
            names[i] = list.Items[i].Name ?? string.Create(CultureInfo.InvariantCulture, $"${++unnamed}");
        return names;
    }
}
