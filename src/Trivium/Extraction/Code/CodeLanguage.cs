using System.Text.RegularExpressions;

namespace Trivium.Extraction.Code;

/// <summary>What is to be known of a programming language to find its declarations and comments.</summary>
/// <param name="Name">As in <c>metadata.programmingLanguage</c>.</param>
/// <param name="MediaTypes">The first is the one to prefer.</param>
/// <param name="Extensions">In lower case with the dot.</param>
/// <param name="Comments">What begins a line that is a comment or an annotation.</param>
/// <param name="Declaration">A pattern of the begin of a line that opens a section; its group <c>name</c> is the
/// heading. Null for a language without sections.</param>
internal sealed record CodeLanguage(
    string Name, string[] MediaTypes, string[] Extensions, string[] Comments, string? Declaration)
{
    /// <summary>
    /// Linear in the length of a line whatever the line holds. Built when first used: building is the dear part.
    /// </summary>
    public Regex? DeclarationPattern => field ??= Declaration is null
        ? null
        : new Regex(
            @"^\s*" + Declaration,
            RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
            | (Name is "sql" or "visualbasic" or "powershell" ? RegexOptions.IgnoreCase : RegexOptions.None));
}
